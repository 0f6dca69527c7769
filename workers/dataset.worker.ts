import { expose } from 'comlink'
import { createDatasetService } from '../src/platform/dataset-service.ts'
import { makeDemoFiles } from '../src/platform/demo-files.ts'
import { createPapaTableReader } from '../src/platform/papa-table-reader.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

installDomainErrorTransfer()
expose(createDatasetService({ reader: createPapaTableReader(), makeDemoFiles }))
