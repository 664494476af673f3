// Adds an operation of the HTTP API, declared in one place: its route, access, validation and description.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Access } from './access.ts';
import type { Method, Operation, Refusals } from './operation.ts';
import { parse } from './parse.ts';
import type { Reply } from './reply.ts';

/** `/api/spaces/:id` → `{ id: string }`. */
type ParamsOf<Path extends string> = { [Name in ParamNames<Path>]: string };
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface ApiRoute<
  Path extends `/api/${string}`,
  Granted extends object,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result,
> {
  method: Method;
  path: Path;
  tag: Operation['tag'];
  /** A sentence. */
  summary: string;
  isDeprecated?: boolean;
  access: Access<Granted, ParamsOf<Path>>;
  query?: Query;
  body?: Body;
  reply: Reply<Result>;
  /** Thrown by the handler; those of the access, the query and the body are added. */
  refusals?: Refusals;
  /** @throws Problem, or another error that `Problem.from` knows. */
  handler: (
    call: Granted & {
      params: ParamsOf<Path>;
      query: z.output<Query>;
      body: z.output<Body>;
      request: FastifyRequest;
      reply: FastifyReply;
    },
  ) => NoInfer<Result> | Promise<NoInfer<Result>>;
}

export function addRoute<
  Path extends `/api/${string}`,
  Granted extends object,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result,
>(server: FastifyInstance, route: ApiRoute<Path, Granted, Query, Body, Result>): void {
  const { method, path, tag, summary, isDeprecated, access, query, body, handler } = route;
  const { audience, scope, headers } = access;
  const { send, ...reply } = route.reply;
  const refusals: Refusals = {
    ...(query !== undefined && { invalid: 400 }),
    ...(body !== undefined && { invalid: 400, tooLarge: 413 }),
    ...access.refusals,
    ...(method !== 'GET' && { foreignOrigin: 403 }),
    ...route.refusals,
  };
  const described = {
    method,
    path,
    tag,
    summary,
    isDeprecated,
    audience,
    scope,
    headers,
    query,
    body,
  };
  const operation: Operation = { ...described, reply, refusals };
  server.route({
    method,
    url: path,
    config: { operation },
    async handler(request, answer) {
      const params = request.params as ParamsOf<Path>;
      // Before validation, so that strangers do not learn what is wrong with a body.
      const granted = await access.grant(request, params);
      const call = {
        ...granted,
        params,
        query: query && parse(query, request.query, 'The query'),
        body: body && parse(body, request.body, 'The body'),
        request,
        reply: answer,
      };
      return send(answer, await handler(call as Parameters<typeof handler>[0]));
    },
  });
}
