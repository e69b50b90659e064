import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { ErrorNotice, useLanguage, useT, type Problem } from '#kit';
import { client, toProblem } from '../../api.ts';
import { actionTexts, lendingTexts } from '../../i18n/lending.ts';

/** Where a stored file is read. */
export const fileAddress = (sha256: string): string => `/api/files/${sha256}`;

/** A stored image; opens the original in a window of its own. What cannot be shown says so. */
export function Photo({ sha256, shape, label, onRemove }: { sha256: string; shape: 'orchard' | 'paper' | 'signature'; label: string; onRemove?: () => void }) {
  const t = useT(lendingTexts);
  const actions = useT(actionTexts);
  const [failed, setFailed] = useState(false);
  const inside = failed ? <span>{t('fileGone')}</span> : <img src={fileAddress(sha256)} alt={label} loading="lazy" onError={() => setFailed(true)} />;
  return (
    <span className={`gb-photo gb-photo-${shape}`}>
      <a href={fileAddress(sha256)} target="_blank" rel="noreferrer" title={`${label} · ${t('openFile')}`} className="gb-photo-link">{inside}</a>
      {onRemove !== undefined && <Button size="small" icon={<CloseOutlined />} aria-label={actions('remove')} onClick={onRemove} />}
    </span>
  );
}

/** Uploads files to a unit one after the other; gives their SHA-256, or undefined where one was refused. */
export function useUpload(unitPath: string) {
  const { pick } = useLanguage();
  const [state, setState] = useState<{ busy: boolean; problem?: Problem }>({ busy: false });
  const upload = async (files: readonly { blob: Blob; name: string }[]): Promise<string[] | undefined> => {
    setState({ busy: true });
    const stored: string[] = [];
    try {
      for (const { blob, name } of files) {
        const answer = (await client.raw('POST', `/api/files?${new URLSearchParams({ unitPath, name }).toString()}`, blob, { 'content-type': blob.type })) as { sha256: string };
        stored.push(answer.sha256);
      }
      setState({ busy: false });
      return stored;
    } catch (error) {
      setState({ busy: false, problem: toProblem(error, pick) });
      return undefined;
    }
  };
  return { ...state, upload };
}

/** Picks images and uploads them at once. */
export function UploadButton({ unitPath, label, multiple = false, onUploaded }: { unitPath: string; label: string; multiple?: boolean; onUploaded: (sha256s: string[]) => void }) {
  const t = useT(actionTexts);
  const { busy, problem, upload } = useUpload(unitPath);
  const take = async (input: HTMLInputElement): Promise<void> => {
    const files = [...(input.files ?? [])].map((file) => ({ blob: file, name: file.name }));
    input.value = '';
    const stored = files.length === 0 ? undefined : await upload(files);
    if (stored !== undefined) onUploaded(stored);
  };
  return (
    <>
      <label className="gb-file-input"><input type="file" accept="image/png,image/jpeg" multiple={multiple} disabled={busy} aria-label={label} onChange={(event) => void take(event.currentTarget)} /><span>{busy ? t('uploading') : label}</span></label>
      {problem !== undefined && <ErrorNotice problem={problem} />}
    </>
  );
}
