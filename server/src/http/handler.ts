import type { RouteInput, RouteResponse } from '@iama/contracts/http/route';
import type { RouteId, RouteTable } from '@iama/contracts/http/routes';
import type { Actor } from '../app/actor.ts';
import type { Admin } from '../app/admin/admin.ts';
import type { AppDeps } from '../app/deps.ts';
import type { HttpDeps } from './http-deps.ts';

interface Actors {
  readonly user: Actor;
  readonly admin: Admin;
  readonly public: null;
}

type ActorOf<Id extends RouteId> = Actors[RouteTable[Id]['auth']];

/** A request after parsing. `app` is the use cases' part; on idempotent routes its store is bound to the key's transaction. */
export interface Call<Id extends RouteId> extends RouteInput<RouteTable[Id]> {
  readonly deps: HttpDeps;
  readonly app: AppDeps;
  readonly actor: ActorOf<Id>;
  /** The control plane as whoever asks reaches it: scheme, host and port. */
  readonly origin: string;
}

export type Handler<Id extends RouteId> = (call: Call<Id>) => Promise<RouteResponse<RouteTable[Id]>>;

type StreamId = { [Id in RouteId]: RouteTable[Id] extends { format: 'event_stream' } ? Id : never }[RouteId];

/** Every route that is answered once; streams are bound by themselves. */
export type AnswerId = Exclude<RouteId, StreamId>;

/** Gives a handler the types of its route. */
export function answer<Id extends AnswerId>(_id: Id, handler: Handler<Id>): Handler<Id> {
  return handler;
}
