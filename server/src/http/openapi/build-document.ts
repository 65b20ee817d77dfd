import { ERROR_CATALOGUE } from '@iama/contracts/error/catalogue';
import type { ErrorCode } from '@iama/contracts/error/catalogue';
import { Problem } from '@iama/contracts/error/problem';
import { ROUTES } from '@iama/contracts/http/routes';
import type { RouteShape } from '@iama/contracts/http/route';
import { ArtifactWithBody } from '@iama/contracts/job/artifact';
import { Delivery } from '@iama/contracts/job/delivery';
import { JobEvent } from '@iama/contracts/job/event';
import { Job } from '@iama/contracts/job/job';
import { ProposalSet } from '@iama/contracts/job/proposal';
import { Spec } from '@iama/contracts/job/spec';
import { Project } from '@iama/contracts/project/project';
import { LeasedTask, Task, TaskOutcome } from '@iama/contracts/task/task';
import { Session, TokenPair, User } from '@iama/contracts/auth/auth';
import { createDocument } from 'zod-openapi';
import { isLimited } from '../rate-limit/limit-of.ts';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';

/** Shapes that have a name of their own in the document, beside where they are used. */
const NAMED = {
  ArtifactWithBody,
  Delivery,
  Job,
  JobEvent,
  LeasedTask,
  Problem,
  Project,
  ProposalSet,
  Session,
  Spec,
  Task,
  TaskOutcome,
  TokenPair,
  User,
};

const EVERYWHERE: readonly ErrorCode[] = ['VALIDATION_FAILED', 'INTERNAL', 'UNAVAILABLE'];
const WITH_AUTH: Readonly<Record<RouteShape['auth'], readonly ErrorCode[]>> = {
  public: [],
  user: ['UNAUTHENTICATED', 'TOKEN_EXPIRED'],
  // A session that is over is none.
  admin: ['UNAUTHENTICATED'],
};
const WITH_BODY: readonly ErrorCode[] = ['MALFORMED_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** OpenAPI 3.1 of the whole route table. */
export function buildDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries<RouteShape>(ROUTES)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(id, route) };
  }
  const document: Parameters<typeof createDocument>[0] = {
    openapi: '3.1.0',
    info: {
      title: 'IAMA control plane',
      version,
      description:
        'JSON over HTTP. Errors are application/problem+json with a stable `code`, a sentence for people and what to do next.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.keys(ROUTES).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: NAMED,
      securitySchemes: {
        user: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        admin: { type: 'http', scheme: 'bearer', description: 'The token of a session of an admin.' },
      },
    },
  };
  return createDocument(document, {
    // Readers must bear fields they do not know, and fields with a default that are missing: then a shape is the same
    // whether it is sent or received.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      const { properties = {}, required } = jsonSchema;
      if (required) jsonSchema.required = required.filter((name) => !hasDefault(properties[name]));
    },
  });
}

function hasDefault(property: unknown): boolean {
  return typeof property === 'object' && property !== null && 'default' in property;
}

function operation(id: string, route: RouteShape): ZodOpenApiOperationObject {
  const content_type = route.format === 'event_stream' ? 'text/event-stream' : 'application/json';
  const headers =
    route.format === 'event_stream' ? [LAST_EVENT_ID] : route.idempotent === true ? [IDEMPOTENCY_KEY] : [];
  return {
    operationId: id,
    summary: route.summary,
    tags: [tagOf(id)],
    security: route.auth === 'public' ? [] : [{ [route.auth]: [] }],
    ...(headers.length > 0 ? { parameters: headers } : {}),
    requestParams: { ...(route.params ? { path: route.params } : {}), ...(route.query ? { query: route.query } : {}) },
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
    responses: {
      [`${route.status}`]:
        route.status === 204
          ? { description: 'Done; there is nothing to say.' }
          : { description: route.summary, content: { [content_type]: { schema: route.response } } },
      ...errorResponses(route, id),
    },
  };
}

const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The `id` of the last event seen; the stream goes on after it. Wins over `after`.',
  schema: { type: 'integer', minimum: 0 },
} as const;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Repeating a request with the same key gives the first answer again. Kept for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

/** The codes a route may answer with, one response for each status. */
function errorResponses(route: RouteShape, id: string): ZodOpenApiOperationObject['responses'] {
  const codes = new Set<ErrorCode>([
    ...route.errors,
    ...EVERYWHERE,
    ...WITH_AUTH[route.auth],
    ...(route.body ? WITH_BODY : []),
    ...(isLimited(id) ? (['RATE_LIMITED'] as const) : []),
  ]);
  const by_status = Map.groupBy(codes, (code) => ERROR_CATALOGUE[code].status);
  return Object.fromEntries(
    [...by_status].map(([status, each]) => [
      `${status}`,
      {
        description: each.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}.`).join('\n\n'),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

function tagOf(id: string): string {
  return id.split('.')[0] ?? id;
}
