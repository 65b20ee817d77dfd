import assert from 'node:assert/strict';
import { ConfigError, readConfig } from './read-config.ts';

describe('readConfig', () => {
  it('needs nothing: everything has a default', () => {
    const config = readConfig({}, '/srv/iama');
    assert.equal(config.database, null);
    assert.equal(config.data_dir, '/srv/iama/.iama');
    assert.equal(config.host, '127.0.0.1');
    assert.deepEqual(config.signing_key, { file: '/srv/iama/.iama/signing-key.pem' });
    assert.equal(config.production, false);
  });

  it('takes an empty variable for one that is not set', () => {
    assert.deepEqual(readConfig({ IAMA_PORT: '', DATABASE_URL: '' }, '/srv/iama'), readConfig({}, '/srv/iama'));
  });

  it('knows a pooled database by its direct way round the pooler', () => {
    const plain = readConfig({ DATABASE_URL: 'postgres://a:b@db/x' }, '/srv/iama');
    assert.deepEqual(plain.database, {
      url: 'postgres://a:b@db/x',
      direct_url: 'postgres://a:b@db/x',
      pooled: false,
    });
    const both = { DATABASE_URL: 'postgres://a:b@pooler/x', DATABASE_DIRECT_URL: 'postgres://a:b@db/x' };
    assert.equal(readConfig(both, '/srv/iama').database?.pooled, true);
  });

  it('names every variable it cannot use, and says what each takes', () => {
    const env = {
      DATABASE_URL: 'mysql://db/x',
      IAMA_PORT: '70000',
      IAMA_LOG_LEVEL: 'loud',
      IAMA_TRUST_PROXY: 'yes',
      IAMA_SIGNING_KEY: 'hunter2',
    };
    assert.throws(
      () => readConfig(env, '/srv/iama'),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.deepEqual(
          error.lines.map((line) => line.split(' ')[0]),
          ['DATABASE_URL', 'IAMA_PORT', 'IAMA_LOG_LEVEL', 'IAMA_SIGNING_KEY', 'IAMA_TRUST_PROXY'],
        );
        for (const line of error.lines) assert.match(line, / takes /);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });

  it('refuses a direct address without the pooled one', () => {
    assert.throws(() => readConfig({ DATABASE_DIRECT_URL: 'postgres://a:b@db/x' }, '/srv/iama'), ConfigError);
  });

  it('takes a bucket for artifacts, with its provider and a key to it', () => {
    const key = { IAMA_ARTIFACTS_KEY_ID: 'id', IAMA_ARTIFACTS_KEY: 'secret' };
    const bucket = (url: string) => readConfig({ ...key, IAMA_ARTIFACTS_URL: url }, '/srv/iama').bucket;
    const keys = { access_key_id: 'id', secret_access_key: 'secret' };
    assert.deepEqual(bucket('s3://kept?region=eu-central-1'), {
      bucket: 'kept',
      region: 'eu-central-1',
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      ...keys,
    });
    assert.equal(bucket('s3://kept?endpoint=http://minio:9000')?.endpoint, 'http://minio:9000');
    assert.equal(readConfig(key, '/srv/iama').bucket, null);
    for (const url of [
      'https://kept',
      's3://',
      's3://kept/folder',
      's3://kept?endpoint=minio',
      's3://kept?endpoint=http://a/b',
    ])
      assert.throws(() => bucket(url), /IAMA_ARTIFACTS_URL takes s3:/, url);
    assert.throws(() => readConfig({ IAMA_ARTIFACTS_URL: 's3://kept' }, '/srv/iama'), /needs IAMA_ARTIFACTS_KEY_ID/);
  });

  it('takes hosts of editors one by one, as addresses spell them, and never a star', () => {
    const hosts = (text: string) => readConfig({ IAMA_EDITOR_CALLBACK_HOSTS: text }, '/srv/iama').editor_callback_hosts;
    assert.deepEqual(hosts('Code.example.test, dev:8443'), ['code.example.test', 'dev:8443']);
    for (const text of ['*.example.test', 'https://code.example.test', 'code.example.test/path', 'a,,b', 'code:443']) {
      assert.throws(() => hosts(text), ConfigError, text);
    }
  });

  it('takes an origin for people, and nothing behind it', () => {
    const url = (text: string) => readConfig({ IAMA_PUBLIC_URL: text }, '/srv/iama').public_url;
    assert.equal(url('https://iama.example.test/'), 'https://iama.example.test');
    for (const text of ['iama.example.test', 'ftp://iama.example.test', 'https://iama.example.test/path']) {
      assert.throws(() => url(text), ConfigError, text);
    }
  });
});
