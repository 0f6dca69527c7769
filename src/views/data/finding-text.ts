import type { RowIssue } from '../../core/ingest/row-issue.ts'
import type { I18n } from '../use-i18n.ts'
import type { Finding } from './quality-shape.ts'

/** Codes that are named in a sentence; the details have all that came. */
const NAMED_CODES = 3

/** What a finding is called. */
export function findingName({ t }: I18n, finding: Finding): string {
  switch (finding.kind) {
    case 'row-issue':
      return t(`data.issue.${finding.issue.code}`)
    case 'zero':
      return t('data.finding.zero', { column: finding.column })
    default:
      return t(`data.finding.${finding.kind}`)
  }
}

/** Where an issue stands, and with which value. */
function placeText({ t, format }: I18n, { file, line, column, value }: RowIssue): string {
  return column === null
    ? t('data.place', { file, line: format.count(line) })
    : t('data.placeColumn', { file, line: format.count(line), column, value })
}

/** What was seen, and what was done with it. */
export function findingSeen(i18n: I18n, finding: Finding): string {
  const { t, format } = i18n
  switch (finding.kind) {
    case 'row-issue': {
      const role = t(`data.role.${finding.role}`)
      const effect = t(`data.effect.${finding.issue.effect}`)
      const first = finding.issue.examples[0]
      return first === undefined
        ? t('data.seen.issueBare', { role, effect })
        : t('data.seen.issue', { role, effect, place: placeText(i18n, first) })
    }
    case 'no-row-issues':
      return t('data.seen.noRowIssues')
    case 'far-days':
      return t('data.seen.farDays', { first: format.day(finding.firstDay), last: format.day(finding.lastDay) })
    case 'sheet-limit':
      return finding.fileNames.length === 0
        ? t('data.seen.sheetLimitFine')
        : t('data.seen.sheetLimit', { files: finding.fileNames.join(', ') })
    case 'joined': {
      const share =
        finding.lines === 0 ? '–' : t('common.percent', { share: format.percent(finding.count / finding.lines) })
      return t('data.seen.joined', { share, lines: format.count(finding.lines) })
    }
    case 'padded':
      return t('data.seen.padded')
    case 'unknown-code':
      return t('data.seen.unknownCode')
    case 'unmatched': {
      const codes = finding.codes.slice(0, NAMED_CODES).map((entry) => entry.code)
      return finding.count === 0 ? t('data.seen.unmatchedFine') : t('data.seen.unmatched', { codes: codes.join(', ') })
    }
    case 'collisions':
      return t('data.seen.collisions', { codes: finding.codes.slice(0, NAMED_CODES).join(', ') })
    case 'zero': {
      const role = t(`data.role.${finding.role}`)
      return finding.role === 'transactions' ? t('data.seen.zeroBought', { role }) : t('data.seen.zero', { role })
    }
  }
}

/** Whether there is more to show than the sentence. */
export function hasDetails(finding: Finding): boolean {
  switch (finding.kind) {
    case 'row-issue':
      return finding.issue.examples.length > 0
    case 'unmatched':
      return finding.codes.length > 0
    case 'collisions':
      return finding.codes.length > NAMED_CODES
    default:
      return false
  }
}
