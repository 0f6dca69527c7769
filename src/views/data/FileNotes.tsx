import type { FileNote } from '../../core/ingest/file-note.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './FileNotes.module.css'
import { noteText } from './note-text.ts'

/** Notes after which the analyst should do something. */
const TO_LOOK_AT: ReadonlySet<FileNote['code']> = new Set([
  'cut-off',
  'spreadsheet-limit',
  'other-encoding',
  'no-header',
])

interface FileNotesProps {
  readonly report: FileReport
}

/** What is worth knowing about a file as a whole. */
export function FileNotes({ report }: FileNotesProps) {
  const i18n = useI18n()
  const { t, format } = i18n
  const { notes, fixes } = report
  const hasFixes = fixes.applied + fixes.missed > 0
  if (notes.length === 0 && !hasFixes) return null
  return (
    <>
      <p className={styles['head']}>{t('data.notes')}</p>
      <ul className={styles['notes']}>
        {notes.map((note, index) => (
          <li key={`${note.code} ${String(index)}`} className={TO_LOOK_AT.has(note.code) ? 'warn' : ''}>
            {noteText(i18n, note)}
          </li>
        ))}
        {hasFixes ? (
          <li className={fixes.missed > 0 ? 'warn' : ''}>
            {t('data.note.fixes', { applied: format.count(fixes.applied), missed: format.count(fixes.missed) })}
          </li>
        ) : null}
      </ul>
    </>
  )
}
