import type { Loaded } from './may-load.ts';

/** Modules that a test can need and that do nothing to anybody. */
const HARMLESS =
  /^(?:pytest|unittest|math|json|re|datetime|decimal|fractions|collections|itertools|functools|typing|dataclasses|copy|enum|string|statistics|operator|__future__)$/;
/** Modules that others have loaded, and hand on to whoever asks them (Python 3.9 to 3.14). */
const LOADED =
  /^(?:codecs|copyreg|enum|functools|math|numbers|operator|re|stdlib_re|abc|contextlib|types|warnings|copy|itertools|keyword|bltns|random|collections|case|loader|result|runner|signals|suite|util|async_case|scanner|mock)$/;
/** Names of harmless modules that run what they are given, or reach what has been put out of reach. */
const REACHES_ROUND =
  /^(?:attrgetter|methodcaller|get_type_hints|evaluate_forward_ref|ForwardRef|Formatter|console_main|MonkeyPatch|Pytester)$/;
/** Modules that reach out of a test. */
const OUTSIDE =
  /^(?:os|sys|builtins|subprocess|shutil|socket|importlib|ctypes|inspect|pathlib|tempfile|gc|multiprocessing|threading|asyncio|runpy|pkgutil|posix|nt|io|http|urllib|pickle|marshal|webbrowser|pty)$/;
const IN_THE_OPEN = new Set(['collections.abc', 'copy.copy']);
/** unittest's own `main` stands at the end of many files; it is not reached there. */
const STARTS_A_RUN = 'pytest.main';

/** A module of Python, a name of one, or a name of that. Pure. */
export function pythonModule(source: string, targets: ReadonlySet<string>): Loaded {
  const is_relative = source.startsWith('.');
  const dotted = source.replace(/^\.+/, '');
  const parts = dotted.split('.');
  const modules = [...targets].map((path) => path.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'));
  const isHere = (name: string): boolean => modules.some((each) => `.${each}.`.includes(`.${name}.`));
  const outside = parts.findIndex((part) => OUTSIDE.test(part));
  if (outside !== -1) {
    // A module of the workspace may be called like one of them, but not where Python's own would be loaded.
    const name = parts.slice(0, outside + 1).join('.');
    const isOwn = outside === 0 && !is_relative ? modules.some((each) => startsWith(each, name)) : isHere(name);
    if (!isOwn) return 'refused';
  }
  if (modules.some((each) => each === dotted || each.endsWith(`.${dotted}`))) return 'target';
  const [first = '', ...names] = parts;
  if (!is_relative && HARMLESS.test(first)) return names.some((name) => isOut(first, name)) ? 'refused' : 'harmless';
  return is_relative || isHere(first) ? 'workspace' : 'refused';
}

function isOut(module: string, name: string): boolean {
  if (IN_THE_OPEN.has(`${module}.${name}`)) return false;
  if (`${module}.${name}` === STARTS_A_RUN) return true;
  return name.startsWith('_') || LOADED.test(name) || REACHES_ROUND.test(name);
}

/** At the root, or where a root is by custom. */
function startsWith(module: string, name: string): boolean {
  return `${module.replace(/^(?:src|lib)\./, '')}.`.startsWith(`${name}.`);
}
