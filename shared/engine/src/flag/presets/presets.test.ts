import assert from 'node:assert/strict';
import { FlagPreset } from '@iama/contracts/flag/preset';
import { flagCase } from '../testing/flag-case.ts';
import { flagApis } from './flag-presets.ts';

/** Each line asks for `new-ui` as the documentation of a library does; it must be explained and go, by this preset. */
const CALLS: Readonly<Record<string, readonly (readonly [language: string, call: string, value?: unknown])[]>> = {
  launchdarkly: [
    ['ts', "await ldClient.variation('new-ui', user, false)"],
    ['ts', "client.boolVariation('new-ui', false)"],
    ['ts', "(await client.boolVariationDetail('new-ui', context, false)).value"],
    ['tsx', "useBoolVariation('new-ui', false)"],
    ['ts', "client.stringVariation('new-ui', 'a') === 'b'", 'b'],
    ['java', 'client.boolVariation("new-ui", context, false)'],
    ['java', 'client.boolVariationDetail("new-ui", context, false).getValue()'],
    ['kt', 'LDClient.get().boolVariation("new-ui", false)'],
    ['py', 'ldclient.get().variation("new-ui", context, False)'],
    ['py', 'ld_client.variation_detail("new-ui", context, False).value'],
    ['rb', "ld_client.variation('new-ui', context, false)"],
    ['swift', 'LDClient.get()!.boolVariation(forKey: "new-ui", defaultValue: false)'],
    ['go', 'on, _ := ldClient.BoolVariation("new-ui", ctx, false); on'],
    ['cs', 'client.BoolVariation("new-ui", context, false)'],
    ['php', "$client->variation('new-ui', $context, false)"],
    ['rs', 'client.bool_variation(&context, "new-ui", false)'],
  ],
  unleash: [
    ['ts', "unleash.isEnabled('new-ui', context)"],
    ['ts', "unleash.getVariant('new-ui').name === 'blue'", 'blue'],
    ['ts', "unleash.getVariant('new-ui').enabled"],
    ['java', 'unleash.isEnabled("new-ui")'],
    ['kt', 'unleash.isEnabled("new-ui", context)'],
    ['py', 'unleash_client.is_enabled("new-ui", context)'],
    ['py', 'unleash.get_variant("new-ui")["enabled"]'],
    ['rb', "UNLEASH.is_enabled?('new-ui', context)"],
    ['swift', 'unleash.isEnabled(name: "new-ui")'],
    ['go', 'unleash.IsEnabled("new-ui")'],
    ['cs', 'unleash.IsEnabled("new-ui")'],
    ['php', "$unleash->isEnabled('new-ui', $context)"],
    ['rs', 'unleash.is_enabled("new-ui", None, false)'],
  ],
  split: [
    ['ts', "client.getTreatment('new-ui') === 'on'"],
    ['ts', "client.getTreatment('user', 'new-ui') !== 'off'"],
    ['ts', "client.getTreatmentWithConfig('new-ui').treatment === 'on'"],
    ['java', '"on".equals(split.getTreatment("user", "new-ui"))'],
    ['kt', 'client.getTreatment("new-ui", null) == "on"'],
    ['py', "split.get_treatment('user', 'new-ui') == 'on'"],
    ['rb', "split_client.get_treatment('user', 'new-ui') == 'on'"],
    ['go', 'client.Treatment("user", "new-ui", nil) == "on"'],
    ['cs', 'splitClient.GetTreatment("user", "new-ui") == "on"'],
    ['php', "$splitClient->getTreatment('user', 'new-ui') === 'on'"],
  ],
  flagsmith: [
    ['ts', "flagsmith.hasFeature('new-ui')"],
    ['ts', "flagsmith.getValue('new-ui') === 'blue'", 'blue'],
    ['ts', "flags.isFeatureEnabled('new-ui')"],
    ['java', 'flags.isFeatureEnabled("new-ui")'],
    ['py', 'flags.is_feature_enabled("new-ui")'],
    ['py', 'flags.get_feature_value("new-ui") == 3', 3],
    ['rb', "flags.is_feature_enabled('new-ui')"],
    ['go', 'on, _ := flags.IsFeatureEnabled("new-ui"); on'],
    ['cs', 'await flags.IsFeatureEnabled("new-ui")'],
    ['php', "$flags->isFeatureEnabled('new-ui')"],
    ['rs', 'flags.is_feature_enabled("new-ui").unwrap()'],
  ],
  openfeature: [
    ['ts', "await client.getBooleanValue('new-ui', false)"],
    ['ts', "(await client.getBooleanDetails('new-ui', false)).value"],
    ['tsx', "useBooleanFlagValue('new-ui', false)"],
    ['tsx', "useBooleanFlagDetails('new-ui', false).value"],
    ['ts', "(await client.getStringValue('new-ui', 'a')) === 'b'", 'b'],
    ['java', 'client.getBooleanValue("new-ui", false)'],
    ['kt', 'client.getBooleanDetails("new-ui", false).value'],
    ['py', 'client.get_boolean_value(flag_key="new-ui", default_value=False)'],
    ['rb', "client.fetch_boolean_value(flag_key: 'new-ui', default_value: false)"],
    ['go', 'on, err := client.BooleanValue(ctx, "new-ui", false, eval); err == nil && on'],
    ['cs', 'await client.GetBooleanValueAsync("new-ui", false)'],
    ['php', "$client->getBooleanValue('new-ui', false)"],
    ['rs', 'client.get_bool_value("new-ui", None, None).await.unwrap_or(false)'],
  ],
  growthbook: [
    ['ts', "growthbook.isOn('new-ui')"],
    ['ts', "!gb.isOff('new-ui')"],
    ['ts', "gb.getFeatureValue('new-ui', 'a') === 'b'", 'b'],
    ['ts', "gb.evalFeature('new-ui').on"],
    ['tsx', "useFeatureIsOn('new-ui')"],
    ['java', 'growthBook.isOn("new-ui")'],
    ['kt', 'gb.feature("new-ui").on'],
    ['py', 'gb.is_on("new-ui")'],
    ['rb', "gb.on?('new-ui')"],
    ['go', 'gb.EvalFeature(ctx, "new-ui").On'],
    ['cs', 'gb.IsOn("new-ui")'],
    ['php', "$growthbook->isOn('new-ui')"],
    ['rs', 'gb.is_on("new-ui", None)'],
  ],
  configcat: [
    ['ts', "await configCatClient.getValueAsync('new-ui', false)"],
    ['ts', "configCat.getValue('new-ui', false)"],
    ['java', 'configCatClient.getValue(Boolean.class, "new-ui", false)'],
    ['py', "configcat_client.get_value('new-ui', False)"],
    ['rb', "configcat_client.get_value('new-ui', false)"],
    ['go', 'client.GetBoolValue("new-ui", false, nil)'],
    ['cs', 'await client.GetValueAsync("new-ui", false)'],
    ['php', "$configCatClient->getValue('new-ui', false)"],
    ['rs', 'configcat_client.get_value("new-ui", false, None).await'],
  ],
  statsig: [
    ['ts', "statsig.checkGate(user, 'new-ui')"],
    ['ts', "Statsig.checkGate('new-ui')"],
    ['tsx', "useGate('new-ui').value"],
    ['tsx', "useGateValue('new-ui')"],
    ['java', 'Statsig.checkGateSync(user, "new-ui")'],
    ['kt', 'Statsig.checkGate("new-ui")'],
    ['py', 'statsig.check_gate(user, "new-ui")'],
    ['rb', "Statsig.check_gate(user, 'new-ui')"],
    ['swift', 'Statsig.checkGate("new-ui")'],
    ['go', 'statsig.CheckGate(user, "new-ui")'],
    ['cs', 'StatsigServer.CheckGate(user, "new-ui")'],
    ['php', "$statsig->checkGate($user, 'new-ui')"],
    ['rs', 'statsig.check_gate(&user, "new-ui")'],
  ],
  environment: [
    ['ts', "process.env['new-ui'] === 'true'"],
    ['ts', "import.meta.env['new-ui'] !== '0'"],
    ['ts', "(process.env['new-ui'] ?? '').toLowerCase() === 'on'"],
    ['ts', "['1', 'true'].includes(process.env['new-ui'] ?? '')"],
    ['ts', "process.env['new-ui'] === 'staging'", 'staging'],
    ['ts', "process.env['new-ui'] === '1'", 1],
    ['java', '"1".equals(System.getenv("new-ui"))'],
    ['java', 'Boolean.parseBoolean(System.getenv("new-ui"))'],
    ['kt', 'System.getenv("new-ui")?.lowercase() == "true"'],
    ['py', "os.environ.get('new-ui', '0') == '1'"],
    ['py', "os.environ['new-ui'].lower() in ('1', 'true', 'yes')"],
    ['py', "bool(os.getenv('new-ui'))"],
    ['py', "'new-ui' in os.environ"],
    ['rb', "ENV['new-ui'] == 'true'"],
    ['rb', "ENV.fetch('new-ui', '0') == '1'"],
    ['swift', 'ProcessInfo.processInfo.environment["new-ui"] == "1"'],
    ['go', 'os.Getenv("new-ui") == "true"'],
    ['go', 'strings.ToLower(os.Getenv("new-ui")) != "off"'],
    ['go', 'v, ok := os.LookupEnv("new-ui"); ok && v == "1"'],
    ['cs', 'Environment.GetEnvironmentVariable("new-ui") == "true"'],
    ['php', "getenv('new-ui') === '1'"],
    ['php', "$_ENV['new-ui'] === 'true'"],
    ['php', "strtolower(getenv('new-ui')) === 'on'"],
    ['rs', 'env::var("new-ui").unwrap_or_default() == "1"'],
    ['rs', 'std::env::var("new-ui").is_ok()'],
  ],
  generic: [
    ['ts', "isFeatureEnabled('new-ui')"],
    ['ts', "!features.isDisabled('new-ui')"],
    ['tsx', "useFeatureFlag('new-ui')"],
    ['java', 'featureFlags.isEnabled("new-ui")'],
    ['py', "flag_is_active(request, 'new-ui')"],
    ['rb', "Flipper.enabled?(:'new-ui', user)"],
    ['rb', "Feature.enabled?('new-ui', project)"],
    ['go', 'features.IsEnabled("new-ui")'],
    ['cs', 'await featureManager.IsEnabledAsync("new-ui")'],
    ['php', "Feature::active('new-ui')"],
    ['php', "!Feature::inactive('new-ui')"],
    ['rs', 'features.is_enabled("new-ui")'],
  ],
};

const AROUND: Readonly<Record<string, (call: string) => readonly [text: string, expected: string]>> = {
  ts: (call) => [`async function f() {\n  if (${call}) a();\n  else b();\n}\n`, 'async function f() {\n  a();\n}\n'],
  tsx: (call) => [`function F() {\n  if (${call}) a();\n  else b();\n}\n`, 'function F() {\n  a();\n}\n'],
  java: (call) => [
    `class A {\n  void f() {\n    if (${call}) { a(); } else { b(); }\n  }\n}\n`,
    'class A {\n  void f() {\n    a();\n  }\n}\n',
  ],
  kt: (call) => [`fun f() {\n    if (${call}) { a() } else { b() }\n}\n`, 'fun f() {\n    a()\n}\n'],
  py: (call) => [`def f(x):\n    if ${call}:\n        a()\n    else:\n        b()\n`, 'def f(x):\n    a()\n'],
  rb: (call) => [`def f\n  if ${call}\n    a\n  else\n    b\n  end\nend\n`, 'def f\n  a\nend\n'],
  go: (call) => {
    const [test = '', ...before] = call.split('; ').toReversed();
    const lines = [...before, `if ${test} {`, '\ta()', '} else {', '\tb()', '}'];
    return [
      `package p\n\nfunc f() {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`,
      'package p\n\nfunc f() {\n\ta()\n}\n',
    ];
  },
  cs: (call) => [
    `class A {\n  async Task F() {\n    if (${call}) { A(); } else { B(); }\n  }\n}\n`,
    'class A {\n  async Task F() {\n    A();\n  }\n}\n',
  ],
  php: (call) => [
    `<?php\nfunction f() {\n    if (${call}) {\n        a();\n    } else {\n        b();\n    }\n}\n`,
    '<?php\nfunction f() {\n    a();\n}\n',
  ],
  rs: (call) => [
    `async fn f() {\n    if ${call} {\n        a();\n    } else {\n        b();\n    }\n}\n`,
    'async fn f() {\n    a();\n}\n',
  ],
  swift: (call) => [
    `func f() {\n    if ${call} {\n        a()\n    } else {\n        b()\n    }\n}\n`,
    'func f() {\n    a()\n}\n',
  ],
};

describe('presets', () => {
  for (const preset of FlagPreset.options) {
    for (const [language, call, value = true] of CALLS[preset] ?? []) {
      it(`${preset} explains ${call} (${language})`, () => {
        const [text, expected] = AROUND[language]!(call);
        const path = `src/code.${language}`;
        const { texts, removed } = flagCase({ [path]: text }, { value, presets: [preset] });
        assert.equal(texts.get(path), expected);
        assert.deepEqual(
          removed.occurrences.map(({ api, outcome }) => [api, outcome]),
          [[preset, 'removed']],
        );
      });
    }
  }

  it('are all read, and the person’s own API first', () => {
    assert.deepEqual(
      flagApis(null, []).map(({ id }) => id),
      FlagPreset.options,
    );
    const own = flagApis(null, [])[0]!.api;
    assert.deepEqual(
      flagApis(own, ['split']).map(({ id }) => id),
      ['own', 'split'],
    );
  });
});
