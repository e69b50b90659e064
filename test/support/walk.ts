// Reads down a command's list of refusals: one row for each, in the order they are declared and checked.
import { expect, test } from 'vitest';
import { ProblemError } from '#client';
import type { Command, Query } from '#declare';

/** The code a call was refused with, or 'done'. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

/** One test per declared refusal; fails as well where a refusal has no row or the rows stand in another order. */
export function walkRefusals(declaration: Command | Query, rows: readonly (readonly [code: string, send: () => Promise<unknown>])[]): void {
  test(`${declaration.name}: every refusal has its row, in the order they are checked`, () => expect(rows.map(([code]) => code)).toEqual(Object.keys(declaration.refusals)));
  test.each(rows)(`${declaration.name}: %s`, async (code, send) => expect(await codeOf(send())).toBe(code));
}
