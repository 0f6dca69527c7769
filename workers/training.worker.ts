import { expose } from 'comlink'
import { createMember } from '../src/platform/als-pool/member.ts'
import { createServing } from '../src/platform/serve-port.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

installDomainErrorTransfer()
expose(createServing(createMember))
