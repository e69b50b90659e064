import './strict.ts';
import { queryClient } from './api.ts';
import { pages } from './routes.tsx';
import { searchers } from './searchers.ts';
import { useConsoleSession } from './session.ts';
import { startConsole } from './shell/start.tsx';

startConsole(document.getElementById('root')!, { pages, useConsoleSession, searchers, queryClient });
