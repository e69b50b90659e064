// Counters in Prometheus text format.
export type Metrics = { observe(name: string, status: string, count: number, seconds: number): void; gauge(name: string, help: string, read: () => number): void; text(): string };

export function createMetrics(): Metrics {
  const commands = new Map<string, { count: number; batches: number; seconds: number }>();
  const gauges: { name: string; help: string; read: () => number }[] = [];
  return {
    observe(name, status, count, seconds) {
      const key = `{name="${name}",status="${status}"}`;
      const entry = commands.get(key) ?? { count: 0, batches: 0, seconds: 0 };
      commands.set(key, { count: entry.count + count, batches: entry.batches + 1, seconds: entry.seconds + seconds });
    },
    gauge: (name, help, read) => void gauges.push({ name, help, read }),
    text() {
      const lines = ['# HELP gongbi_commands_total Commands by name and outcome.', '# TYPE gongbi_commands_total counter'];
      for (const [key, entry] of commands) lines.push(`gongbi_commands_total${key} ${entry.count}`);
      lines.push('# HELP gongbi_command_batches_total Transactions that ran them.', '# TYPE gongbi_command_batches_total counter');
      for (const [key, entry] of commands) lines.push(`gongbi_command_batches_total${key} ${entry.batches}`);
      lines.push('# HELP gongbi_command_seconds_total Time spent in those transactions.', '# TYPE gongbi_command_seconds_total counter');
      for (const [key, entry] of commands) lines.push(`gongbi_command_seconds_total${key} ${entry.seconds.toFixed(6)}`);
      for (const { name, help, read } of gauges) lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`);
      return lines.join('\n') + '\n';
    },
  };
}
