// The kinds of successful replies: how each is sent, and what the API's description says of it.
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';

export interface ReplyDescription {
  status: 200 | 201 | 204 | 303;
  description: string;
  /** Without `charset`. */
  mediaType?: string;
  /** Of a JSON body. */
  schema?: z.ZodType;
}

/** @template Result what the handler returns for it. */
export interface Reply<Result> extends ReplyDescription {
  send: (reply: FastifyReply, result: Result) => FastifyReply;
}

export function json<Schema extends z.ZodType>(
  schema: Schema,
  status: 200 | 201 = 200,
): Reply<z.output<Schema>> {
  return {
    status,
    description: 'OK.',
    mediaType: 'application/json',
    schema,
    send: (reply, result) => reply.code(status).send(result),
  };
}

export const noContent: Reply<void> = {
  status: 204,
  description: 'Done.',
  send: (reply) => reply.code(204).send(),
};

/** @param contentType with `charset`, where it is text. */
export const file = (contentType: string, description: string): Reply<string | Readable> => ({
  status: 200,
  description,
  mediaType: contentType.replace(/;.*/, ''),
  send: (reply, content) => reply.type(contentType).send(content),
});

/** The handler returns the address. */
export const redirect = (description: string): Reply<string> => ({
  status: 303,
  description,
  send: (reply, address) => reply.redirect(address, 303),
});
