import { pages } from './routes.tsx';
import { useConsoleSession } from './session.ts';
import { startConsole } from './shell/start.tsx';

startConsole(document.getElementById('root')!, { pages, useConsoleSession });
