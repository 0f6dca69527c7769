import type { ByteEncoding } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { Select } from '../../ui/Select.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

const ENCODINGS: readonly ByteEncoding[] = ['utf-8', 'euc-kr']

interface EncodingChoiceProps {
  readonly report: FileReport
}

/** How the texts of a file are read. Changing it shows them anew at once: the file is not read again. */
export function EncodingChoice({ report }: EncodingChoiceProps) {
  const { t } = useI18n()
  const { dataset } = useStores()
  const { role, byteEncoding, encoding } = report
  const label = t('data.encodingOf', { file: t(`data.region.${role}`) })
  if (byteEncoding === null)
    return (
      <Select
        label={label}
        hidesLabel
        disabled
        value={encoding}
        options={[{ value: encoding, text: encoding }]}
        help={t('data.encodingFixed')}
        onChange={() => undefined}
      />
    )
  // The way that is used now goes by its full name, byte order mark included.
  const text = (one: ByteEncoding) => (one === byteEncoding && one === 'utf-8' ? encoding : t(`data.encoding.${one}`))
  return (
    <Select
      label={label}
      hidesLabel
      value={byteEncoding}
      options={ENCODINGS.map((value) => ({ value, text: text(value) }))}
      onChange={(value) => void dataset.getState().setEncoding(role, value)}
    />
  )
}
