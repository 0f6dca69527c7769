import type { RowIssue } from '../../core/ingest/row-issue.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n } from '../use-i18n.ts'
import type { Finding } from './quality-shape.ts'
import styles from './QualityReport.module.css'

function Examples({ examples }: { readonly examples: readonly RowIssue[] }) {
  const { t, format } = useI18n()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('data.example.file')}</th>
          <th scope="col" className="n">
            {t('data.example.line')}
          </th>
          <th scope="col" className="n">
            {t('data.example.byte')}
          </th>
          <th scope="col">{t('data.example.column')}</th>
          <th scope="col">{t('data.example.value')}</th>
          <th scope="col">{t('data.example.raw')}</th>
        </tr>
      </thead>
      <tbody>
        {examples.map((issue) => (
          <tr key={`${issue.file} ${String(issue.byteOffset)} ${issue.column ?? ''}`}>
            <td>{issue.file}</td>
            <td className="n">{format.count(issue.line)}</td>
            <td className="n">{format.count(issue.byteOffset)}</td>
            <td>{issue.column ?? '–'}</td>
            <td className={styles['raw']}>{issue.value === '' ? '–' : issue.value}</td>
            <td className={styles['raw']}>{issue.raw}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface FindingDetailsProps {
  readonly finding: Finding
  readonly name: string
}

/** The first cases of a finding, as they stand in the file. */
export function FindingDetails({ finding, name }: FindingDetailsProps) {
  const { t, format } = useI18n()
  const label = t('data.examplesOf', { finding: name })
  switch (finding.kind) {
    case 'row-issue':
      return (
        <ScrollBox label={label} low>
          <Examples examples={finding.issue.examples} />
        </ScrollBox>
      )
    case 'unmatched':
      return (
        <ScrollBox label={label} low>
          <table className={styles['codes']}>
            <thead>
              <tr>
                <th scope="col">{t('data.example.code')}</th>
                <th scope="col" className="n">
                  {t('data.example.lines')}
                </th>
              </tr>
            </thead>
            <tbody>
              {finding.codes.map(({ code, lines }) => (
                <tr key={code}>
                  <td className={styles['raw']}>{code}</td>
                  <td className="n">{format.count(lines)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )
    case 'collisions':
      return <p className={styles['raw']}>{finding.codes.join(', ')}</p>
    default:
      return null
  }
}
