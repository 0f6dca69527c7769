import { useState } from 'react'
import { useStore } from 'zustand'
import type { FileRefusal } from '../../protocol/dataset-report.ts'
import { policiesOf } from '../../state/problems-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import { FileMapping } from './FileMapping.tsx'
import { ROLE_COLUMNS, ROLES } from './file-shape.ts'
import styles from './Refusals.module.css'
import { useFileChoice } from './use-file-choice.ts'

/** What was found and what to do, without the name of the file. */
function refusalText({ t, format }: I18n, refusal: FileRefusal, other: string): string {
  const { code, found, role, missingColumns, issue } = refusal
  const roleName = role === undefined ? '' : t(`data.role.${role}`)
  switch (code) {
    case 'not-a-table':
      return t('data.refusal.not-a-table', { found: found ?? t('data.foundUnknown') })
    case 'spreadsheet':
      return t('data.refusal.spreadsheet', { found: found ?? t('data.foundSpreadsheet') })
    case 'missing-columns':
      return t('data.refusal.missing-columns', { role: roleName, columns: (missingColumns ?? []).join(', ') })
    case 'same-role-twice':
      return t('data.refusal.same-role-twice', { role: roleName, other })
    case 'issue-blocked':
      return t('data.refusal.issue-blocked', {
        issue: issue === undefined ? '–' : t(`data.issue.${issue.code}`),
        line: issue === undefined ? '–' : format.count(issue.line),
      })
    case 'archive-damaged':
    case 'archive-too-large':
    case 'archive-without-table':
    case 'too-many-columns':
      return found === undefined ? t(`data.refusal.${code}`) : `${t(`data.refusal.${code}`)} (${found})`
    case 'empty-file':
    case 'header-only':
    case 'no-header':
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
  const isUnknown = refusal.code === 'unknown-header' || refusal.code === 'no-header'
  const expected = role === undefined ? (isUnknown ? ROLES : []) : [role]
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

interface RefusalNoticeProps {
  readonly refusal: FileRefusal
  /** Name of the loaded file of the same role. */
  readonly other: string | null
}

/** One refused file: what was found, and the ways on that there are. */
function RefusalNotice({ refusal, other }: RefusalNoticeProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { dataset } = useStores()
  const { choiceOf, changeSource } = useFileChoice()
  const [isMapping, setMapping] = useState(false)
  const { fileName, code, preview, suggestion = {}, issue } = refusal
  const choice = choiceOf(fileName)
  const otherName = other ?? t('data.otherOfRole')
  return (
    <>
      <Notice
        tone="bad"
        actions={
          <>
            {code === 'same-role-twice' ? (
              <>
                <Button onClick={() => void dataset.getState().append(fileName)}>
                  {t('data.appendTo', { file: otherName })}
                </Button>
                <Button onClick={() => void changeSource(fileName, { join: 'replace' })}>{t('data.useThisOne')}</Button>
              </>
            ) : null}
            {issue === undefined ? null : (
              <Button
                onClick={() =>
                  void changeSource(fileName, {
                    policies: { ...choice.policies, [issue.code]: policiesOf(issue.code)[0] },
                  })
                }
              >
                {t('data.otherRule', { policy: t(`problems.policy.${policiesOf(issue.code)[0]}`) })}
              </Button>
            )}
            {preview === undefined ? null : (
              <Button
                aria-expanded={isMapping}
                aria-label={t('data.readAsOf', { file: fileName })}
                onClick={() => {
                  setMapping(!isMapping)
                }}
              >
                {t('data.readAs')}
              </Button>
            )}
          </>
        }
      >
        <p>
          <strong className={styles['file']}>{fileName}</strong> {refusalText(i18n, refusal, otherName)}
        </p>
        <Headers refusal={refusal} />
      </Notice>
      {preview === undefined || !isMapping ? null : (
        <section aria-label={t('mapping.title', { file: fileName })} className={styles['mapping']}>
          <h3>{t('mapping.title', { file: fileName })}</h3>
          <FileMapping
            source={{ fileName, ...preview, suggestion }}
            onConfirm={(chosen) => void changeSource(fileName, chosen)}
            onCancel={() => {
              setMapping(false)
            }}
          />
        </section>
      )}
    </>
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
  const summary = useStore(dataset, (state) => state.summary)
  if (refusals.length === 0) return null
  return (
    <section aria-label={t('data.refusals')} className={styles['refusals']}>
      <div className="head">
        <h2>{t('data.refusals')}</h2>
        {summary !== null ? <span className="sm dim">{t('data.stays')}</span> : null}
        <span className="end">
          <Button tone="quiet" onClick={onDismiss}>
            {t('common.dismiss')}
          </Button>
        </span>
      </div>
      {refusals.map((refusal, index) => (
        // Two files of one drop may have the same name.
        <RefusalNotice
          key={`${String(index)} ${refusal.fileName}`}
          refusal={refusal}
          other={summary?.files.find((file) => file.role === refusal.role)?.fileName ?? null}
        />
      ))}
    </section>
  )
}
