import { useStore } from 'zustand'
import type { CellFix } from '../../core/ingest/file-choice.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { encodeFixes, fixAt, sameFixes, withoutFix } from '../../state/fix-list.ts'
import { currentFixes } from '../../state/problems-store.ts'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './FixList.module.css'
import { visibleText } from './raw-row.ts'
import { useFileChoice } from './use-file-choice.ts'

/** Fixes that are shown one by one; a list may have very many, from an import. */
const SHOWN_FIXES = 200

interface ListedFix {
  readonly source: string
  readonly fix: CellFix
  readonly isApplied: boolean
}

function FixRow({ source, fix, isApplied }: ListedFix) {
  const { t, format } = useI18n()
  const { problems } = useStores()
  const byte = format.count(fix.byteOffset)
  const remove = () => {
    const { applied, drafts } = problems.getState()
    problems.getState().setFixes(source, withoutFix(drafts.get(source) ?? applied.get(source) ?? [], fix))
  }
  return (
    <tr>
      <td>{source}</td>
      <td className="n">{byte}</td>
      <td>{fix.column ?? <span className="dim">{t('problems.wholeRow')}</span>}</td>
      <td className={styles['text']}>{visibleText(fix.before)}</td>
      <td className={styles['text']}>{visibleText(fix.after)}</td>
      <td>{isApplied ? t('problems.fixApplied') : t('problems.fixNew')}</td>
      <td>
        <Button tone="quiet" aria-label={t('problems.removeFixOf', { file: source, byte })} onClick={remove}>
          {t('problems.remove')}
        </Button>
      </td>
    </tr>
  )
}

interface FixListProps {
  readonly files: readonly FileReport[]
}

/** The fixes by hand: one list, replayed at every reading, taken along as a file. */
export function FixList({ files }: FixListProps) {
  const { t, format } = useI18n()
  const { problems } = useStores()
  const { changeSource } = useFileChoice()
  const applied = useStore(problems, (state) => state.applied)
  const drafts = useStore(problems, (state) => state.drafts)
  const importRefusal = useStore(problems, (state) => state.importRefusal)

  const lists = currentFixes({ applied, drafts })
  const listed = Array.from(lists, ([source, fixes]) =>
    fixes.map((fix): ListedFix => {
      const before = fixAt(applied.get(source) ?? [], fix)
      return { source, fix, isApplied: before !== undefined && sameFixes([before], [fix]) }
    }),
  ).flat()
  const loaded = new Set(files.flatMap((file) => file.sourceNames))
  const changed = [...drafts].filter(([source]) => loaded.has(source))
  const count = changed.reduce((sum, [, fixes]) => sum + fixes.length, 0)
  const elsewhere = [...lists.keys()].filter((source) => !loaded.has(source))

  const apply = async () => {
    for (const [source, fixes] of changed) await changeSource(source, { fixes })
  }
  const importFixes = async (chosen: readonly File[]) => {
    for (const file of chosen) problems.getState().importFixes(await file.text())
  }
  return (
    <section aria-label={t('problems.fixes')}>
      <div className="head">
        <h3>{t('problems.fixes')}</h3>
        <span className="sm dim">{listed.length === 0 ? t('problems.noFixes') : t('problems.fixesHelp')}</span>
        <span className="end">
          <FileButton
            label={t('problems.importFixes')}
            accept=".json,application/json"
            onFiles={(chosen) => void importFixes(chosen)}
          />
          {listed.length === 0 ? null : (
            <Button
              onClick={() => {
                saveFile('recscope-fixes.json', [encodeFixes(lists)], 'application/json')
              }}
            >
              {t('problems.exportFixes')}
            </Button>
          )}
        </span>
      </div>
      {importRefusal === null ? null : <Notice tone="bad">{t(`problems.import.${importRefusal}`)}</Notice>}
      <div role="status" className={styles['outcome']}>
        {files
          .filter(({ fixes }) => fixes.applied + fixes.missed > 0)
          .map(({ fileName, fixes }) => (
            <p key={fileName} className={fixes.missed > 0 ? 'warn' : ''}>
              {t('problems.fixOutcome', {
                file: fileName,
                applied: format.count(fixes.applied),
                missed: format.count(fixes.missed),
              })}
            </p>
          ))}
        {elsewhere.length === 0 ? null : <p>{t('problems.fixesElsewhere', { files: elsewhere.join(', ') })}</p>}
      </div>
      {listed.length === 0 ? null : (
        <ScrollBox label={t('problems.fixes')} low>
          <table aria-label={t('problems.fixes')}>
            <thead>
              <tr>
                <th scope="col">{t('problems.file')}</th>
                <th scope="col" className="n">
                  {t('problems.byte')}
                </th>
                <th scope="col">{t('problems.column')}</th>
                <th scope="col">{t('problems.before')}</th>
                <th scope="col">{t('problems.after')}</th>
                <th scope="col">{t('problems.fixState')}</th>
                <th scope="col">
                  <span className="sr">{t('problems.remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {listed.slice(0, SHOWN_FIXES).map((entry) => (
                <FixRow
                  key={`${entry.source} ${String(entry.fix.byteOffset)} ${JSON.stringify(entry.fix.column)}`}
                  {...entry}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {listed.length > SHOWN_FIXES ? (
        <p className="sm dim">{t('problems.moreFixes', { count: format.count(listed.length - SHOWN_FIXES) })}</p>
      ) : null}
      {changed.length === 0 ? null : (
        <div className={styles['apply']}>
          <Button tone="primary" onClick={() => void apply()}>
            {count === 0
              ? t('problems.applyNoFixes')
              : count === 1
                ? t('problems.applyOneFix')
                : t('problems.applyFixes', { count: format.count(count) })}
          </Button>
        </div>
      )}
    </section>
  )
}
