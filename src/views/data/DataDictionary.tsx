import { rowsMessages } from '../../i18n/messages/rows.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { ColumnProfile } from '../../protocol/table-rows.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { AnswerFailed } from '../AnswerFailed.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import styles from './DataDictionary.module.css'
import { actionCounts, dictionaryEntries, type DictionaryEntry } from './dictionary-shape.ts'
import { ROLES } from './file-shape.ts'

addMessages(rowsMessages)

/** The option of the fragment that names the table: `#/data?dictionary=actions`. */
const OPTION = 'dictionary'

interface EntryLineProps {
  readonly i18n: I18n
  readonly entry: DictionaryEntry
  readonly isLoaded: boolean
}

function EntryLine({ i18n, entry, isLoaded }: EntryLineProps) {
  const { t, format } = i18n
  const { name, known, kind, isNeeded, isThere, missingShare, distinct, range, examples } = entry
  return (
    <tr>
      <th scope="row" className={styles['name']}>
        {name}
        {isNeeded ? <span className="tag">{t('dictionary.needed')}</span> : null}
        {isThere === false ? <span className="tag">{t('dictionary.absent')}</span> : null}
      </th>
      <td className={styles['meaning']}>{known === null ? null : t(`dictionary.means.${known}`)}</td>
      <td>{t(`dictionary.kind.${kind}`)}</td>
      {isLoaded ? (
        <>
          <td className="n">{missingShare === null ? '–' : format.percent(missingShare)}</td>
          <td className="n">{distinct === null ? '–' : format.count(distinct)}</td>
          <td className="num">{range === null ? '–' : t('dictionary.rangeOf', range)}</td>
          <td className={styles['examples']}>
            <ul>
              {examples.map(({ value, count }) => (
                <li key={value}>
                  <span className={styles['value']} title={value}>
                    {value}
                  </span>
                  <span className="dim num"> {format.count(count)}</span>
                </li>
              ))}
            </ul>
          </td>
        </>
      ) : null}
    </tr>
  )
}

/** What each action code means, and how many rows have it. */
function ActionCodes({ profiles }: { readonly profiles: readonly ColumnProfile[] | null }) {
  const { t, format } = useI18n()
  return (
    <>
      <h3>{t('dictionary.codes')}</h3>
      <table aria-label={t('dictionary.codes')} className={styles['codes']}>
        <thead>
          <tr>
            <th scope="col">{t('dictionary.code')}</th>
            <th scope="col">{t('dictionary.meaning')}</th>
            {profiles === null ? null : (
              <th scope="col" className="n">
                {t('dictionary.rows')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {actionCounts(profiles).map(({ code, count }) => (
            <tr key={code}>
              <th scope="row">{code}</th>
              <td>{t(`rows.action.${code}`)}</td>
              {profiles === null ? null : <td className="n">{count === null ? '–' : format.count(count)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface DictionaryProps {
  readonly role: FileRole
  readonly summary: DatasetSummary | null
}

/** The columns of one table. */
function Dictionary({ role, summary }: DictionaryProps) {
  const i18n = useI18n()
  const { t, format } = i18n
  const { dictionary } = useStores()
  const slice = useStore(dictionary, (state) => state.profiles)
  const file = summary?.files.find((one) => one.role === role) ?? null
  const version = file === null ? null : (summary?.version ?? null)
  useEffect(() => {
    if (version !== null) void dictionary.getState().show(role, version)
  }, [dictionary, role, version])
  const profiles = file !== null && slice.phase === 'ready' ? slice.value : null
  const name = t('dictionary.table', { table: t(`data.role.${role}`) })
  return (
    <>
      <p role="status" className="sm dim">
        {file === null
          ? t('dictionary.notLoaded')
          : slice.phase === 'ready' || slice.phase === 'failed'
            ? null
            : t('dictionary.loading')}
      </p>
      <AnswerFailed
        error={file !== null && slice.phase === 'failed' ? slice.error : null}
        onRetry={() => {
          dictionary.getState().retry()
        }}
      />
      <ScrollBox label={name}>
        <table aria-label={name} className={styles['columns']}>
          <thead>
            <tr>
              <th scope="col">{t('dictionary.column')}</th>
              <th scope="col">{t('dictionary.meaning')}</th>
              <th scope="col">{t('dictionary.kind')}</th>
              {file === null ? null : (
                <>
                  <th scope="col" className="n">
                    {t('dictionary.missing')}
                  </th>
                  <th scope="col" className="n">
                    {t('dictionary.distinct')}
                  </th>
                  <th scope="col">{t('dictionary.range')}</th>
                  <th scope="col">{t('dictionary.top')}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {dictionaryEntries(role, file, profiles, format.count).map((entry) => (
              <EntryLine key={entry.name} i18n={i18n} entry={entry} isLoaded={file !== null} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {file === null || file.ignoredColumns.length === 0 ? null : (
        <p className={styles['notRead']}>
          {t('dictionary.notRead', { columns: file.ignoredColumns.map((one) => (one === '' ? '–' : one)).join(', ') })}
        </p>
      )}
      {role === 'actions' ? <ActionCodes profiles={profiles} /> : null}
    </>
  )
}

interface DataDictionaryProps {
  /** `null` when nothing is loaded: meanings and types stand there all the same. */
  readonly summary: DatasetSummary | null
}

/** The data dictionary. Closed at first: counting the values of all rows takes a moment. */
export function DataDictionary({ summary }: DataDictionaryProps) {
  const { t } = useI18n()
  const { route } = useStores()
  const wanted = useStore(route, (state) => state.view.options.get(OPTION))
  const role = ROLES.find((one) => one === wanted) ?? null
  return (
    <section aria-label={t('dictionary.title')} className={styles['dictionary']}>
      <div className="head">
        <h2>{t('dictionary.title')}</h2>
        <SegmentedControl
          label={t('rows.pick')}
          value={role ?? 'closed'}
          options={[
            { value: 'closed' as const, text: t('rows.closed') },
            ...ROLES.map((value) => ({ value, text: t(`data.role.${value}`) })),
          ]}
          onChange={(value) => {
            route.getState().setOption(OPTION, value === 'closed' ? null : value)
          }}
        />
      </div>
      {role === null ? (
        <p className="sm dim">{t('dictionary.intro')}</p>
      ) : (
        <Dictionary key={role} role={role} summary={summary} />
      )}
    </section>
  )
}
