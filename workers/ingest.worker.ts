import { expose } from 'comlink'
import { createByteTableReader } from '../src/platform/byte-table-reader.ts'
import { createIngestService } from '../src/platform/ingest-service.ts'
import { openSources } from '../src/platform/open-sources.ts'
import { createSmallTableReader } from '../src/platform/small-table-reader.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

installDomainErrorTransfer()
expose(createIngestService({ reader: createSmallTableReader(createByteTableReader()), openSources }))
