import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const becomes = (before: string, after: string): void => {
  const within = (text: string): string => `class Page\n${text}end\n`;
  assert.equal(removeCalls('a.rb', within(before)).text, within(after));
};

describe('removing a flag from Ruby', () => {
  it('takes away the condition of a declaration that always holds now', () => {
    becomes('  before_action :check, only: [:show], if: -> { F() }\n', '  before_action :check, only: [:show]\n');
    becomes('  before_save :check, unless: lambda { |x| N() }, on: :create\n', '  before_save :check, on: :create\n');
    becomes(
      '  attribute :title, if: Proc.new { F() } do |x|\n    x.name\n  end\n',
      '  attribute :title do |x|\n    x.name\n  end\n',
    );
  });

  it('takes away a declaration whose condition never holds now, and what only it named', () => {
    becomes('  validates :name, presence: true, if: -> { N() }\n  a\n', '  a\n');
    becomes('  attribute :title, unless: proc { F() } do |x|\n    x.name\n  end\n  a\n', '  a\n');
  });

  it('keeps the condition where it may mean something else', () => {
    becomes('  route :title, if: -> { N() }\n', '  route :title, if: -> { false }\n');
    becomes('  before_action :a, if: -> { made() && N() }\n', '  before_action :a, if: -> { made() && false }\n');
    becomes('  before_action made(), if: -> { N() }\n', '  before_action made(), if: -> { false }\n');
    becomes(
      '  def go\n    before_action :a, if: -> { F() }\n    b\n  end\n',
      '  def go\n    before_action :a, if: -> { true }\n    b\n  end\n',
    );
  });

  it('writes what is known into a text instead of a hole in it', () => {
    becomes('  use("a #{F()}b#{x}")\n', '  use("a trueb#{x}")\n');
    becomes('  use(:"a#{ F() && N() }", "#{V()}")\n', '  use(:"afalse", "#{"on"}")\n');
    becomes('  use("\\x4#{N()}")\n', '  use("\\x4#{false}")\n');
    becomes('  use("a #{F() ? x : y}")\n', '  use("a #{x}")\n');
  });

  it('binds `not` to a parenthesis that follows it at once', () => {
    becomes('  use(not(F()) || a)\n', '  use(a)\n');
    becomes('  use((not (F()) || a))\n', '  use(false)\n');
  });
});
