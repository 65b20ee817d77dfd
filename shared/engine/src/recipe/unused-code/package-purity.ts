import { packageNameOf } from '../../js/resolve.ts';

/**
 * Packages that only define things when they are loaded. Everything else from outside the repository is unknown: at the
 * careful level an import of an unknown package stays as long as it is the only thing that loads the package here.
 */
const PURE = new Set(
  (
    'react react-dom preact vue lodash lodash-es underscore ramda rxjs prop-types classnames clsx uuid nanoid ms semver chalk kleur picocolors ' +
    'ansi-colors commander yargs minimist express koa fastify axios got node-fetch debug async bluebird q moment dayjs date-fns luxon glob ' +
    'minimatch picomatch micromatch fast-glob globby rimraf mkdirp fs-extra graceful-fs chokidar chai sinon assert tape ava immutable immer redux ' +
    'react-redux reselect @reduxjs/toolkit styled-components qs query-string body-parser cookie cors helmet morgan winston pino inquirer ora ' +
    'through2 once inherits xtend object-assign deep-equal fast-deep-equal lru-cache p-limit p-map p-queue execa cross-spawn typescript ' +
    'eslint prettier webpack rollup vite esbuild postcss @babel/core @babel/types zod joi yup ajv ws pg mysql mysql2 redis ioredis ' +
    'd3 three tslib safe-buffer readable-stream string_decoder supertest nock jsonwebtoken bcrypt bcryptjs dotenv invariant warning ' +
    'react-router react-router-dom next vitest @testing-library/react @testing-library/user-event enzyme tinyglobby yaml js-yaml'
  ).split(' '),
);

/** Packages that are imported for what loading them does, whatever names the import binds. */
const ACTS =
  /^(?:should|colors|shelljs\/global|reflect-metadata|zone\.js|core-js|regenerator-runtime|@babel\/(?:polyfill|register)|ts-node|source-map-support|newrelic|dd-trace|elastic-apm-node|@sentry\/.+|@opentelemetry\/.+|express-async-errors|dotenv\/config|jest-.+|@testing-library\/jest-dom.*|chai-.+|sinon-chai|jsdom-global.*|global-jsdom.*|why-is-node-running|mongoose-.+|passport-.+|jquery.*|jquery|bootstrap.*|prismjs.*|highlight\.js\/.+|codemirror\/.+|moment\/.+|dayjs\/.+|d3-.+|leaflet.*|aframe.*|@webcomponents\/.+|.*polyfill.*|.*ponyfill.*|.*-global|.*\/(?:register|setup|install|auto|global|globals|init|bootstrap)(?:\.[cm]?js)?|.+\.(?:css|scss|sass|less|styl))$/;

export function isPurePackage(specifier: string): boolean {
  return PURE.has(packageNameOf(specifier)) && !isKnownToAct(specifier);
}

export function isKnownToAct(specifier: string): boolean {
  return ACTS.test(specifier);
}
