import { useRef, useState, type SubmitEvent } from 'react'
import type { FileChoice } from '../../core/ingest/file-choice.ts'
import type { FileRole } from '../../core/tables/table.ts'
import { Button } from '../../ui/Button.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Select } from '../../ui/Select.tsx'
import { useI18n } from '../use-i18n.ts'
import styles from './FileMapping.module.css'
import { DELIMITERS, delimiterText, NEEDED_COLUMNS, ROLE_COLUMNS, ROLES } from './file-shape.ts'
import {
  mappingChoice,
  mappingProblems,
  recordsAs,
  remapped,
  startMapping,
  withColumn,
  type MappingDraft,
  type MappingProblem,
  type MappingSource,
} from './mapping-shape.ts'
import { visibleText } from './raw-row.ts'

type Records = readonly (readonly string[])[]

const widthOf = (records: Records): number => Math.max(0, ...records.map((record) => record.length))

interface ColumnChoicesProps {
  readonly draft: MappingDraft & { readonly role: FileRole }
  readonly records: Records
  readonly problems: ReadonlyMap<string, MappingProblem>
  readonly onChange: (draft: MappingDraft) => void
}

/** For each known column of the role, which column of the file it is. */
function ColumnChoices({ draft, records, problems, onChange }: ColumnChoicesProps) {
  const { t } = useI18n()
  const names = draft.hasHeader ? (records[0] ?? []) : []
  const places = Array.from({ length: widthOf(records) }, (_, at) => {
    const name = visibleText(names[at] ?? '').trim()
    const number = at + 1
    return {
      value: String(at),
      text: name === '' ? t('mapping.columnBare', { number }) : t('mapping.column', { number, name }),
    }
  })
  const options = [{ value: '', text: t('mapping.none') }, ...places]
  return (
    <fieldset className={styles['columns']}>
      <legend>{t('mapping.columns')}</legend>
      {ROLE_COLUMNS[draft.role].map((column) => {
        const isNeeded = NEEDED_COLUMNS[draft.role].includes(column)
        const problem = problems.get(column)
        return (
          <Select
            key={column}
            label={isNeeded ? t('mapping.needed', { column }) : column}
            value={String(draft.columns.get(column) ?? '')}
            options={options}
            isNeeded={isNeeded}
            problem={problem === undefined ? null : t(`mapping.problem.${problem}`)}
            onChange={(value) => {
              onChange(withColumn(draft, column, value === '' ? null : Number(value)))
            }}
          />
        )
      })}
    </fieldset>
  )
}

/** The first records with the chosen columns above them, so that one sees at once whether the choice is right. */
function Preview({ draft, records }: { readonly draft: MappingDraft; readonly records: Records }) {
  const { t } = useI18n()
  const users = new Map(Array.from(draft.columns, ([column, at]) => [at, column]))
  const places = Array.from({ length: widthOf(records) }, (_, at) => at)
  const [first, ...others] = records
  const rows = draft.hasHeader ? others : records
  return (
    <ScrollBox label={t('mapping.preview')}>
      <table className={styles['preview']}>
        <caption>{t('mapping.preview')}</caption>
        <thead>
          <tr>
            {places.map((at) => {
              const column = users.get(at)
              return (
                <th key={at} scope="col" className={column === undefined ? '' : styles['used']}>
                  {column ?? t('mapping.unused')}
                </th>
              )
            })}
          </tr>
          {draft.hasHeader ? (
            <tr>
              {places.map((at) => (
                <th key={at} scope="col">
                  {visibleText(first?.[at] ?? '') || '–'}
                </th>
              ))}
            </tr>
          ) : null}
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {places.map((at) => (
                <td key={at} className={users.has(at) ? '' : 'dim'}>
                  {visibleText(row[at] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface FileMappingProps {
  readonly source: MappingSource
  readonly onConfirm: (choice: FileChoice) => void
  readonly onCancel: () => void
}

/** Says by hand what a file holds: its role, its header, its separator, and which column is which. */
export function FileMapping({ source, onConfirm, onCancel }: FileMappingProps) {
  const { t } = useI18n()
  const [draft, setDraft] = useState(() => startMapping(source))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const records = recordsAs(source, draft.delimiter)
  const problems = mappingProblems(draft)
  // What is missing is told once the analyst is through; what is chosen twice at once.
  const shown = new Map([...problems].filter(([, problem]) => tried || problem === 'twice'))

  const confirm = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const choice = mappingChoice(draft)
    if (choice !== null && problems.size === 0) {
      onConfirm(choice)
      return
    }
    setTried(true)
    // The marks stand once this is drawn.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  const roles = [
    ...(draft.role === null ? [{ value: '' as const, text: t('mapping.rolePick') }] : []),
    ...ROLES.map((role) => ({ value: role, text: t(`data.role.${role}`) })),
  ]
  return (
    <form ref={form} noValidate className={styles['form']} onSubmit={confirm}>
      <div className={styles['basics']}>
        <Select<FileRole | ''>
          label={t('mapping.role')}
          value={draft.role ?? ''}
          options={roles}
          isNeeded
          problem={tried && draft.role === null ? t('mapping.problem.role') : null}
          onChange={(role) => {
            if (role !== '') setDraft(remapped(source, draft, { role }))
          }}
        />
        <div>
          <span className={styles['label']}>{t('mapping.header')}</span>
          <SegmentedControl
            label={t('mapping.header')}
            value={draft.hasHeader ? 'yes' : 'no'}
            options={[
              { value: 'yes', text: t('mapping.headerYes') },
              { value: 'no', text: t('mapping.headerNo') },
            ]}
            onChange={(value) => {
              setDraft({ ...draft, hasHeader: value === 'yes' })
            }}
          />
        </div>
        <Select
          label={t('mapping.delimiter')}
          value={draft.delimiter}
          options={[...new Set([...DELIMITERS, source.delimiter])].map((value) => ({
            value,
            text: delimiterText(t, value),
          }))}
          onChange={(delimiter) => {
            setDraft(remapped(source, draft, { delimiter }))
          }}
        />
      </div>
      {draft.role === null ? null : (
        <ColumnChoices draft={{ ...draft, role: draft.role }} records={records} problems={shown} onChange={setDraft} />
      )}
      <Preview draft={draft} records={records} />
      <div className={styles['end']}>
        <Button type="submit">{t('mapping.confirm')}</Button>
        <Button tone="quiet" onClick={onCancel}>
          {t('mapping.cancel')}
        </Button>
        <p className="sm dim">{t('mapping.remembered')}</p>
      </div>
    </form>
  )
}
