import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusals, Text } from '#declare';
import type { Refusal } from '#kernel';
import type { Problem } from '../client.ts';
import { runnerRefusals } from '../commands/refusals.ts';

const language = (request: FastifyRequest): keyof Text => (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh');

/** The problem document (RFC 9457) of a refusal: the declaration's own words, or the runner's. */
export function problemOf(refusal: Refusal, declared: Refusals, language: keyof Text, commandId?: string): Problem {
  const known = declared[refusal.code] ?? (runnerRefusals as Record<string, Text & { status: number }>)[refusal.code] ?? runnerRefusals.unexpected;
  const fields = refusal.code === 'invalid_input' ? (refusal.detail as Record<string, string>) : undefined;
  return {
    type: `/problems/${refusal.code}`, title: known[language], status: known.status, code: refusal.code, zh: known.zh, en: known.en,
    ...(fields ? { fields } : refusal.detail ? { facts: refusal.detail } : {}), ...(commandId ? { commandId } : {}),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, declared: Refusals = {}, commandId?: string) {
  const problem = problemOf(refusal, declared, language(request), commandId);
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
