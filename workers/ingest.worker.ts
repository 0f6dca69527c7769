import { expose } from 'comlink'
import { createByteTableReader } from '../src/platform/byte-table-reader.ts'
import { createLane } from '../src/platform/ingest-service.ts'
import { openSources } from '../src/platform/open-sources.ts'
import { createServing } from '../src/platform/serve-port.ts'
import { createSmallTableReader } from '../src/platform/small-table-reader.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

installDomainErrorTransfer()
expose(createServing(() => createLane({ reader: createSmallTableReader(createByteTableReader()), openSources })))
