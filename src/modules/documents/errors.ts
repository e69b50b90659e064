import type { Refusals } from '#declare';

export const documentRefusals = {
  unit_not_found: { status: 404, zh: '机构不存在。', en: 'The unit does not exist.' },
  name_missing: { status: 400, zh: '请给出文件名（name）。', en: 'Give the file a name.' },
  media_type_not_allowed: { status: 422, zh: '只接受 JPEG、PNG、PDF 和 CSV 文件。', en: 'Only JPEG, PNG, PDF and CSV files are taken.' },
  file_empty: { status: 422, zh: '文件是空的。', en: 'The file is empty.' },
  content_mismatch: { status: 422, zh: '文件内容与所称的类型不符。', en: 'The bytes are not what their type says.' },
  file_not_found: { status: 404, zh: '文件不存在，或属于其他机构。', en: 'No such file, or it belongs to another unit.' },
  file_erased: { status: 410, zh: '该文件已依法删除。', en: 'This file was erased.' },
  print_not_found: { status: 404, zh: '没有这份文书，或它属于其他机构。', en: 'No such print, or it belongs to another unit.' },
} as const satisfies Refusals;
