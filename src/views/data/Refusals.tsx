import { useStore } from 'zustand'
import type { FileRefusal } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import { ROLE_COLUMNS, ROLES } from './file-shape.ts'
import styles from './Refusals.module.css'

/** What was found and what to do, without the name of the file. */
function refusalText(t: I18n['t'], refusal: FileRefusal): string {
  const { code, found, role, missingColumns } = refusal
  const roleName = role === undefined ? '' : t(`data.role.${role}`)
  switch (code) {
    case 'not-a-table':
      return t('data.refusal.not-a-table', { found: found ?? t('data.foundUnknown') })
    case 'spreadsheet':
      return t('data.refusal.spreadsheet', { found: found ?? t('data.foundSpreadsheet') })
    case 'archive':
      return t('data.refusal.archive', { found: found ?? t('data.foundArchive') })
    case 'missing-columns':
      return t('data.refusal.missing-columns', { role: roleName, columns: (missingColumns ?? []).join(', ') })
    case 'same-role-twice':
      return t('data.refusal.same-role-twice', { role: roleName })
    case 'empty-file':
    case 'header-only':
    case 'unknown-header':
    case 'no-usable-row':
    case 'file-unreadable':
      return t(`data.refusal.${code}`)
  }
}

/** The header as read beside what would have been right. */
function Headers({ refusal }: { readonly refusal: FileRefusal }) {
  const { t } = useI18n()
  const { header, role } = refusal
  if (header === undefined || header.length === 0) return null
  const isFit = refusal.code !== 'unknown-header'
  const expected = isFit ? (role === undefined ? [] : [role]) : ROLES
  return (
    <dl className={styles['headers']}>
      <div>
        <dt>{t('data.headerRead')}</dt>
        <dd>{header.join(', ')}</dd>
      </div>
      {(refusal.code === 'header-only' ? [] : expected).map((one) => (
        <div key={one}>
          <dt>{t('data.headerExpected', { role: t(`data.role.${one}`) })}</dt>
          <dd>{ROLE_COLUMNS[one].join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}

interface RefusalsProps {
  readonly onDismiss: () => void
}

/** Files that the last load refused: one notice each, kept until dismissed. */
export function Refusals({ onDismiss }: RefusalsProps) {
  const { t } = useI18n()
  const { dataset } = useStores()
  const refusals = useStore(dataset, (state) => state.refusals)
  const hasData = useStore(dataset, (state) => state.summary !== null)
  if (refusals.length === 0) return null
  return (
    <section aria-label={t('data.refusals')} className={styles['refusals']}>
      <div className="head">
        <h2>{t('data.refusals')}</h2>
        {hasData ? <span className="sm dim">{t('data.stays')}</span> : null}
        <span className="end">
          <Button tone="quiet" onClick={onDismiss}>
            {t('common.dismiss')}
          </Button>
        </span>
      </div>
      {refusals.map((refusal, index) => (
        // Two files of one drop may have the same name.
        <Notice key={`${String(index)} ${refusal.fileName}`} tone="bad">
          <p>
            <strong className={styles['file']}>{refusal.fileName}</strong> {refusalText(t, refusal)}
          </p>
          <Headers refusal={refusal} />
        </Notice>
      ))}
    </section>
  )
}
