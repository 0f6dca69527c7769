import type { FileNote } from '../../core/ingest/file-note.ts'
import type { I18n } from '../use-i18n.ts'
import { visibleText } from './raw-row.ts'

/** What is worth knowing about a file, in words. */
export function noteText({ t, format }: I18n, note: FileNote): string {
  const count = format.count(note.count ?? 0)
  const named = visibleText(note.text ?? '')
  const text = named === '' ? t('data.note.unnamed') : named
  switch (note.code) {
    case 'preamble':
    case 'blank-lines':
      return t(`data.note.${note.code}`, { count })
    case 'second-header':
    case 'index-column':
    case 'other-encoding':
      return t(`data.note.${note.code}`, { text })
    case 'duplicate-label':
    case 'fractions':
      return t(`data.note.${note.code}`, { text, count })
    case 'cut-off':
      return t('data.note.cut-off', { byte: format.count(note.byteOffset ?? 0) })
    case 'no-header':
    case 'mixed-line-ends':
    case 'spreadsheet-limit':
    case 'kept-issues-cut':
      return t(`data.note.${note.code}`)
  }
}
