import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal, type InputRef } from 'antd';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useLanguage, useNavigateTo, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import type { PageEntry, Searcher, SearchHit } from './types.ts';

const pauseMs = 200;
const leastLetters = 2;

/** Ctrl K: pages at once, business from the searchers after a pause. Arrows choose, Enter opens. */
export function Palette({ open, onClose, pages, searchers }: { open: boolean; onClose: () => void; pages: readonly PageEntry[]; searchers: readonly Searcher[] }) {
  const input = useRef<InputRef>(null);
  // The dialog takes the focus for itself once it stands, after the field's own autofocus.
  return (
    <Modal open={open} onCancel={onClose} afterOpenChange={(shown) => { if (shown) input.current?.focus(); }} footer={null} closable={false} width={560} destroyOnHidden className="gb-palette" style={{ top: '12vh' }}>
      <Search input={input} pages={pages} searchers={searchers} onClose={onClose} />
    </Modal>
  );
}

function Search({ input, pages, searchers, onClose }: { input: RefObject<InputRef | null>; pages: readonly PageEntry[]; searchers: readonly Searcher[]; onClose: () => void }) {
  const t = useT(shellTexts);
  const { pick } = useLanguage();
  const navigate = useNavigateTo();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const { hits: found, state } = useSearchers(searchers, query);

  const hits = useMemo(() => {
    const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const ofPages = pages
      .filter((page) => !page.path.includes('$'))
      .filter((page) => words.every((word) => `${page.title.zh} ${page.title.en} ${page.keywords ?? ''} ${page.path}`.toLowerCase().includes(word)))
      .map((page): SearchHit => ({ id: page.path, title: pick(page.title), to: page.path, group: t('searchPages') }));
    return [...ofPages.slice(0, 8), ...found];
  }, [pages, query, found, pick, t]);

  const go = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return;
    onClose();
    navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') go(hits[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Input ref={input} autoFocus variant="borderless" size="large" prefix={<SearchOutlined aria-hidden />} placeholder={t('searchPlaceholder')} aria-label={t('search')} value={query} role="combobox" aria-expanded={hits.length > 0} aria-controls={listId}
        aria-activedescendant={hits[chosen] === undefined ? undefined : `${listId}-${chosen}`} onChange={(event) => { setQuery(event.target.value); setChosen(0); }} onKeyDown={onKeyDown} />
      <ul id={listId} role="listbox" aria-label={t('search')} className="gb-palette-list">
        {hits.map((hit, index) => (
          <li key={`${hit.group} ${hit.id}`} id={`${listId}-${index}`} role="option" aria-selected={index === chosen} onMouseMove={() => setChosen(index)} onClick={() => go(hit)}>
            <span>{hit.title}</span>{hit.detail !== undefined && <span className="gb-muted">{hit.detail}</span>}<span className="gb-grow" /><span className="gb-palette-group">{hit.group}</span>
          </li>
        ))}
      </ul>
      <p className="gb-palette-foot" aria-live="polite">{state === 'working' ? t('searchWorking') : state === 'failed' ? t('searchFailed') : hits.length === 0 ? t('searchNothing', { query }) : ''}</p>
    </>
  );
}

function useSearchers(searchers: readonly Searcher[], query: string): { hits: readonly SearchHit[]; state: 'idle' | 'working' | 'failed' } {
  const [result, setResult] = useState<{ hits: readonly SearchHit[]; state: 'idle' | 'working' | 'failed' }>({ hits: [], state: 'idle' });
  useEffect(() => {
    const typed = query.trim();
    if (typed.length < leastLetters || searchers.length === 0) {
      setResult({ hits: [], state: 'idle' });
      return;
    }
    const abort = new AbortController();
    setResult((before) => ({ hits: before.hits, state: 'working' }));
    const timer = setTimeout(() => {
      void Promise.allSettled(searchers.map((search) => search(typed, abort.signal))).then((answers) => {
        if (abort.signal.aborted) return;
        setResult({ hits: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])), state: answers.some((answer) => answer.status === 'rejected') ? 'failed' : 'idle' });
      });
    }, pauseMs);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [searchers, query]);
  return result;
}
