import { expose } from 'comlink'
import { createDatasetService } from '../src/platform/dataset-service.ts'
import { createPapaTableReader } from '../src/platform/papa-table-reader.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

/** The generator brings its word lists: fetched behind the worker's own script, so that the first file does not wait for it. */
const demo = import('../src/platform/demo-files.ts').then(({ makeDemoFiles }) => makeDemoFiles)
// A failed fetch shows where the demo is asked for.
demo.catch(() => undefined)

installDomainErrorTransfer()
expose(
  createDatasetService({
    reader: createPapaTableReader(),
    makeDemoFiles: async (control) => (await demo)(control),
  }),
)
