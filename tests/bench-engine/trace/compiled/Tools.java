package PACKAGE;

import java.util.ArrayList;
import java.util.List;

/** What a generated program may use. One instance is one run. */
abstract class Tools {
  static final int FOREVER = 20_000;

  final List<String> seen = new ArrayList<>();
  Flags flags;
  int input;

  static class Forever extends Error {}

  class Flags {
    final boolean stale;

    Flags(boolean stale) {
      this.stale = stale;
    }

    boolean isEnabled(String name) {
      return name.equals("stale") ? stale : answer(name.length());
    }
  }

  abstract boolean main();

  boolean answer(int label) {
    return ((input >> (label % 5)) & 1) == 1;
  }

  void note(String line) {
    if (seen.size() > FOREVER) throw new Forever();
    seen.add(line);
  }

  boolean t(int label) {
    note("t" + label);
    return answer(label);
  }

  int n(int label) {
    note("n" + label);
    return (label + input) % 4;
  }

  void log(Object value) {
    note("log " + value);
  }

  void risk(int label) {
    if (t(label)) throw new IllegalStateException("e");
  }

  public static List<String> run(boolean stale, int input) {
    Tools program = new Generated();
    program.flags = program.new Flags(stale);
    program.input = input;
    try {
      program.seen.add("gives " + program.main());
    } catch (Forever error) {
      program.seen.add("forever");
    } catch (RuntimeException error) {
      program.seen.add("throws " + error.getClass().getSimpleName());
    }
    return program.seen;
  }
}
