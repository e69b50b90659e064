import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { removePostgresHome } from '../platform/postgres/home.ts';
import { StartFailure } from '../platform/progress.ts';

/**
 * Deletes everything in the data directory: database, keys, files. A demo goes at once; otherwise the bank's name has to be typed,
 * so a script or a slip cannot do it. The caller holds the start lock (whose file stays) and has stopped the database.
 */
export async function resetData(options: {
  dataDirectory: string;
  isDemo: boolean;
  bankName: string;
  input?: Readable & { isTTY?: boolean };
  output?: Writable;
}): Promise<void> {
  const { dataDirectory, isDemo, bankName, input = process.stdin, output = process.stderr } = options;
  if (!isDemo) await confirmByName(bankName, dataDirectory, input, output);
  removePostgresHome(dataDirectory);
  for (const name of readdirSync(dataDirectory)) {
    if (name !== 'lock') rmSync(join(dataDirectory, name), { recursive: true, force: true });
  }
}

async function confirmByName(bankName: string, dataDirectory: string, input: Readable & { isTTY?: boolean }, output: Writable): Promise<void> {
  if (input.isTTY !== true) {
    throw new StartFailure(
      `${dataDirectory} 不是演示数据，--reset 须在终端里输入银行名称确认 · ${dataDirectory} is not a demo: --reset must be confirmed at a terminal by typing the bank's name`,
    );
  }
  const terminal = createInterface({ input, output });
  const typed = await terminal.question(`将删除 ${dataDirectory} 里的全部数据。请输入银行名称“${bankName}” · This deletes everything in ${dataDirectory}. Type the bank's name "${bankName}": `);
  terminal.close();
  if (typed.trim() !== bankName) throw new StartFailure('名称不符，没有删除任何数据 · The name does not match; nothing was deleted');
}
