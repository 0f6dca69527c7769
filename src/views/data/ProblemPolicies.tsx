import { useState } from 'react'
import type { IssuePolicies } from '../../core/ingest/row-issue.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { policiesOf } from '../../state/problems-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { effectText, kindsInFile, type KindInFile } from './problem-shape.ts'
import styles from './ProblemPolicies.module.css'
import { visibleText } from './raw-row.ts'
import { useFileChoice } from './use-file-choice.ts'

interface KindRowProps {
  readonly report: FileReport
  readonly kind: KindInFile
  readonly draft: IssuePolicies
  readonly isFixed: boolean
  readonly onChoose: (draft: IssuePolicies) => void
  readonly onShow: () => void
}

function KindRow({ report, kind, draft, isFixed, onChoose, onShow }: KindRowProps) {
  const i18n = useI18n()
  const { t, format } = i18n
  const { code, example, policy } = kind
  const name = t(`data.issue.${code}`)
  const chosen = draft[code] ?? policy
  const before = effectText(i18n, kind, policy)
  return (
    <tr>
      <th scope="row" className={styles['kind']}>
        {name}
        {kind.columns.length === 0 ? null : <span className={styles['columns']}>{kind.columns.join(', ')}</span>}
      </th>
      <td className={`n ${styles['rows'] ?? ''}`}>{format.count(kind.count)}</td>
      <td className={styles['example']}>
        {example === null ? null : (
          <>
            <code>
              {visibleText(example.column === null ? example.raw : example.value) || t('problems.emptyValue')}
            </code>
            <span className="dim">{t('problems.exampleAt', { line: format.count(example.line) })}</span>
          </>
        )}
      </td>
      <td>
        <Select
          label={t('problems.ruleFor', { kind: name, file: report.fileName })}
          hidesLabel
          value={chosen}
          disabled={isFixed}
          options={policiesOf(code).map((value) => ({ value, text: t(`problems.policy.${value}`) }))}
          onChange={(value) => {
            onChoose({ ...draft, [code]: value })
          }}
        />
      </td>
      <td className={styles['effect']}>
        {chosen === policy ? (
          before
        ) : (
          <strong>{t('problems.change', { before, after: effectText(i18n, kind, chosen) })}</strong>
        )}
      </td>
      <td className={styles['more']}>
        <Button
          tone="quiet"
          aria-label={t('problems.showKind', { kind: name, file: report.fileName })}
          onClick={onShow}
        >
          {t('problems.show')}
        </Button>
      </td>
    </tr>
  )
}

interface FileRulesProps {
  readonly report: FileReport
  readonly onShow: () => void
}

/** The rules of one file. Nothing happens before they are applied, which reads the file once. */
function FileRules({ report, onShow }: FileRulesProps) {
  const { t } = useI18n()
  const { problems } = useStores()
  const { isAtHand, change } = useFileChoice()
  const [draft, setDraft] = useState<IssuePolicies>({})
  const kinds = kindsInFile(report)
  const changed = kinds.some((kind) => (draft[kind.code] ?? kind.policy) !== kind.policy)
  const isFixed = !isAtHand(report)
  const file = report.fileName
  return (
    <div className={styles['file']}>
      <h4>{t('problems.rulesOf', { role: t(`data.role.${report.role}`), file })}</h4>
      <table
        className={styles['rules']}
        aria-label={t('problems.rulesOf', { role: t(`data.role.${report.role}`), file })}
      >
        <thead>
          <tr>
            <th scope="col">{t('problems.kind')}</th>
            <th scope="col" className="n">
              {t('problems.rows')}
            </th>
            <th scope="col">{t('problems.example')}</th>
            <th scope="col">{t('problems.rule')}</th>
            <th scope="col">{t('problems.effect')}</th>
            <th scope="col">
              <span className="sr">{t('problems.show')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <KindRow
              key={kind.code}
              report={report}
              kind={kind}
              draft={draft}
              isFixed={isFixed}
              onChoose={setDraft}
              onShow={() => {
                problems.getState().setFilter({ role: report.role, code: kind.code, text: '' })
                onShow()
              }}
            />
          ))}
        </tbody>
      </table>
      {isFixed ? <p className="sm dim">{t('problems.notAtHand', { file })}</p> : null}
      {changed ? (
        <div className={styles['apply']}>
          <Button
            tone="primary"
            aria-label={t('problems.applyTo', { file })}
            onClick={() => void change(report, { policies: { ...report.policies, ...draft } })}
          >
            {t('problems.apply')}
          </Button>
          <Button
            onClick={() => {
              setDraft({})
            }}
          >
            {t('problems.asBefore')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

interface ProblemPoliciesProps {
  readonly files: readonly FileReport[]
  readonly version: number
  /** The list shows one kind now: bring it into view. */
  readonly onShow: () => void
}

/** What is done with each kind of problem in each file, its count and an example before one chooses. */
export function ProblemPolicies({ files, version, onShow }: ProblemPoliciesProps) {
  const { t } = useI18n()
  return (
    <section aria-label={t('problems.rules')}>
      <h3>{t('problems.rules')}</h3>
      <p className="sm dim">{t('problems.rulesHelp')}</p>
      {files
        .filter((report) => report.issues.length > 0)
        .map((report) => (
          // Another reading has other counts: its rules are chosen anew.
          <FileRules key={`${report.role} ${String(version)}`} report={report} onShow={onShow} />
        ))}
    </section>
  )
}
