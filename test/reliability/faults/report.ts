import { percentile } from '../../../bench/harness.ts';
import type { Findings } from './auditor.ts';
import type { Operation } from './clients.ts';

export type Report = {
  readonly seed: number;
  cycles: number;
  /** Operations whose client got an answer at once; operations that had to be asked again. */
  acknowledged: number; unknown: number;
  lost: number; doubled: number; stray: number;
  readonly recoveriesMs: number[];
  /** The first findings in words. */
  readonly faults: string[];
};

export const emptyReport = (seed: number): Report => ({ seed, cycles: 0, acknowledged: 0, unknown: 0, lost: 0, doubled: 0, stray: 0, recoveriesMs: [], faults: [] });

/** Adds a cycle and its findings, an operation counted once however much is wrong with it; returns the cycle in a line. */
export function collect(report: Report, findings: Findings, cycle: { kind: string; recoveryMs: number; operations: readonly Operation[] }): string {
  const unknown = cycle.operations.filter((operation) => operation.unknown).length;
  const acknowledged = cycle.operations.length - unknown;
  report.cycles++;
  report.acknowledged += acknowledged;
  report.unknown += unknown;
  const [lost, doubled, stray] = [findings.lost, findings.doubled, findings.stray].map((list) => new Set(list.map((fault) => fault.split(':')[0])).size) as [number, number, number];
  report.lost += lost;
  report.doubled += doubled;
  report.stray += stray;
  report.recoveriesMs.push(cycle.recoveryMs);
  for (const [what, list] of Object.entries(findings) as [string, string[]][]) report.faults.push(...list.slice(0, 5).map((fault) => `${cycle.kind}, ${what}: ${fault}`));
  return `${acknowledged} acknowledged, ${unknown} unknown, ${lost} lost, ${doubled} doubled, ${stray} stray, recovery ${Math.round(cycle.recoveryMs)} ms`;
}

/** The figures of a run, as printed and as JSON. */
export const figuresOf = (report: Report) => ({
  seed: report.seed, cycles: report.cycles, acknowledged: report.acknowledged, unknown: report.unknown, lost: report.lost, doubled: report.doubled, stray: report.stray,
  recoveryMs: { p50: Math.round(percentile(report.recoveriesMs, 0.5)), max: Math.round(Math.max(...report.recoveriesMs)) }, faults: report.faults,
});
