// Entry of every npm script. Plain JavaScript for whatever Node the machine has: it fetches the Node and the packages
// that Gongbi runs on when they are missing, then runs the verb with them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const neededMajor = 24;
const verbs = {
  start: [['src/main.ts', 'start']],
  story: [['src/main.ts', 'story']],
  verify: [['src/main.ts', 'verify']],
  bench: [['src/main.ts', 'bench']],
  fault: [['src/main.ts', 'fault']],
  backup: [['src/main.ts', 'backup']],
  restore: [['src/main.ts', 'restore']],
  test: [['node_modules/vitest/vitest.mjs', 'run']],
  check: [['node_modules/typescript/bin/tsc', '--noEmit'], ['node_modules/oxlint/bin/oxlint']],
};

const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

/** Runs a command to its end; announces it after a second, and how long it took when it took longer. Resolves to its exit code and output. */
function step(title, command, args, options) {
  return new Promise((resolve) => {
    const startedMs = Date.now();
    let output = '';
    let announced = false;
    const timer = setTimeout(() => {
      announced = true;
      say(`${title} …`);
    }, 1000);
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const done = (code) => {
      clearTimeout(timer);
      if (announced) say(`${title}: ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      done(127);
    });
    child.on('close', done);
  });
}

// npm started us, or it lies beside the Node that runs us; another npm on the PATH may belong to another Node.
function npmCommand() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const onWindows = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside, onWindows].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
}

const lockHash = (folder) => createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
const stampPath = (folder) => join(folder, 'node_modules', '.gongbi-lock-sha256');

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Whether node_modules holds what the lock says: by our stamp, or, after an install of somebody else's, by npm's own record. */
function isInstalled(folder) {
  if (existsSync(stampPath(folder))) return readFileSync(stampPath(folder), 'utf8').trim() === lockHash(folder);
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const present = readJson(record).packages;
  return Object.entries(readJson(join(folder, 'package-lock.json')).packages).every(([path, wanted]) => {
    if (path === '' || wanted.link || !suitsMachine(wanted)) return true;
    return present[path]?.version === wanted.version && present[path]?.integrity === wanted.integrity;
  });
}

// npm leaves out optional packages of other machines and what only those need; of the optional ones just those that name this machine count.
const suitsMachine = ({ os, cpu, libc, optional }) =>
  !optional || (os !== undefined && cpu !== undefined && libc === undefined && suits(os, process.platform) && suits(cpu, process.arch));

// package.json writes ["linux"], ["!win32"], or one of them without the list.
function suits(listed, value) {
  const names = [listed ?? []].flat();
  return names.includes(value) || (!names.includes(`!${value}`) && names.every((name) => name.startsWith('!')));
}

async function install(folder, title) {
  // Development packages are needed too: the first start builds the screens with them, whatever NODE_ENV says.
  await npm(folder, title, ['ci', '--include=dev', '--include=optional']);
}

async function npm(folder, title, args) {
  if (isInstalled(folder)) return;
  const [command, ...script] = npmCommand();
  const result = await step(title, command, [...script, ...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  if (result.code !== 0) {
    // npm ends some errors with its whole usage text; the reason stands first.
    say(result.output.trim().split('\n').filter((line) => line.trim() !== 'npm error').slice(0, 12).join('\n'));
    fail(`依赖没有装上（${folder}），请检查网络或 npm 源后重试 · The packages could not be installed in ${folder}: check the network or the npm registry, then try again`);
  }
  writeFileSync(stampPath(folder), `${lockHash(folder)}\n`);
}

const majorOf = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);

/** The Node to run with: this one when new enough, else the one locked in tools/node. */
async function ensureNode() {
  if (majorOf(process.version) >= neededMajor) return process.execPath;
  const folder = join(root, 'tools', 'node');
  const locked = readJson(join(folder, 'package.json')).optionalDependencies;
  const title = `下载 Node ${neededMajor} · Fetching Node ${neededMajor}`;
  const name = `node-${process.platform}-${process.arch}`;
  if (Object.hasOwn(locked, name)) await install(folder, title);
  // Machines without a package of their own get the general one, whose install script finds a binary for them.
  else await npm(folder, title, ['install', '--no-save', '--ignore-scripts=false', `node@${Object.values(locked)[0]}`]);
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = [name, 'node'].map((part) => join(folder, 'node_modules', part, 'bin', executable)).find(existsSync);
  if (found === undefined) {
    fail(`没有适用于 ${process.platform}-${process.arch} 的 Node ${neededMajor}，请自行安装后重试 · No Node ${neededMajor} for ${process.platform}-${process.arch}: install one and try again`);
  }
  const answer = spawnSync(found, ['--version'], { encoding: 'utf8' });
  if (majorOf(answer.stdout ?? '') < neededMajor) {
    fail(`下载的 Node 在本机不能运行，请自行安装 Node ${neededMajor} · The fetched Node does not run on this machine: install Node ${neededMajor} yourself (${(answer.error?.message ?? answer.stderr).trim()})`);
  }
  return found;
}

/** Runs one command with our Node in the foreground: signals are passed on, its exit code is returned. */
function run(node, args) {
  return new Promise((resolve) => {
    // Ours comes first on the PATH, for tools that start a `node` of their own.
    const env = { ...process.env, PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}` };
    const child = spawn(node, args, { cwd: root, stdio: 'inherit', env });
    const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT'];
    const forward = (signal) => child.kill(signal);
    // At a terminal Ctrl-C reaches the child by itself; sending it again would count as the second one, which forces the end.
    const ignore = () => undefined;
    for (const signal of forwarded) process.on(signal, signal === 'SIGINT' && process.stdin.isTTY ? ignore : forward);
    // The shell between npm and us dies of a SIGTERM without passing it on; that we were adopted is then the only sign of it.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event) {
      const watch = setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(watch);
        child.kill('SIGTERM');
      }, 250);
      watch.unref();
    }
    child.on('error', (error) => fail(`${node}: ${error.message}`));
    child.on('exit', (code, signal) => {
      for (const name of forwarded) process.removeAllListeners(name);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

const [verb = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(verbs, verb)) fail(`用法 · Usage: node bootstrap.mjs ${Object.keys(verbs).join('|')} [arguments]`);
if (majorOf(process.version) < 18) fail(`需要 Node 18 或更新版本才能开始，这里是 ${process.version} · Node 18 or newer is needed to begin, this is ${process.version}`);
const node = await ensureNode();
await install(root, '安装依赖 · Installing the packages');
let code = 0;
for (const command of verbs[verb]) {
  code = await run(node, [...command, ...args]);
  if (code !== 0) break;
}
process.exitCode = code;
