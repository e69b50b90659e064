import { useT, ErrorNotice } from '#kit';
import { actionTexts, lendingTexts } from '../../../i18n/lending.ts';
import { Photo, UploadButton, useUpload } from '../Files.tsx';
import { SignaturePad } from './SignaturePad.tsx';

/** The borrower's signature: drawn on the pad, or an image of it. `value` is the SHA-256 of the stored file. */
export function Signature({ unitPath, name, value, onChange, missing }: { unitPath: string; name: string; value: string | undefined; onChange: (sha256: string | undefined) => void; missing: boolean }) {
  const t = useT(actionTexts);
  const words = useT(lendingTexts);
  const { problem, upload } = useUpload(unitPath);
  const store = async (image: Blob | undefined): Promise<void> => onChange(image === undefined ? undefined : (await upload([{ blob: image, name: `${name}.png` }]))?.[0]);
  return (
    <div className="gb-field">
      <span>{words('signature')}</span>
      <SignaturePad onChange={(image) => void store(image)} />
      <div className="gb-photos"><UploadButton unitPath={unitPath} label={t('signatureFile')} onUploaded={([sha256]) => onChange(sha256)} />{value !== undefined && <Photo sha256={value} shape="paper" label={words('signature')} />}</div>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      {missing && value === undefined && <p className="gb-tone-stop" role="alert">{t('signatureNeeded')}</p>}
    </div>
  );
}
