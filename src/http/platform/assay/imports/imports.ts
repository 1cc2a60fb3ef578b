// The import of records from another registry: takes records and returns the outcome of each.
import type { Operations } from '../../../../contract/generated/assay-v1.ts'
import type { Imported } from '../../../../domain/catalog/import-record/import-record.ts'
import { importRecords } from '../../../../domain/catalog/import-record/import-records.ts'
import type { Handlers } from '../../../binding/handler.ts'
import { locationOf } from '../../../wire/view.ts'
import type { Out } from '../version-in-short.ts'
import { importRecordIn } from './import-record-in.ts'

const outcomeOut = {
  created: 'CREATED',
  updated: 'UPDATED',
  unchanged: 'UNCHANGED',
  kept: 'KEPT',
  refused: 'REFUSED',
} as const satisfies Record<Imported['outcome'], Out<'ImportOutcome'>['outcome']>

export const importHandlers = {
  async AssayService_ImportRecords({ params, body }, context) {
    const records = (body.records ?? []).map(importRecordIn)
    const { source = '' } = body
    const outcomes = await importRecords(context, { location: locationOf(params), source, records })
    return { outcomes: outcomes.map(({ outcome, message }) => ({ outcome: outcomeOut[outcome], message })) }
  },
} satisfies Handlers<Operations, 'AssayService_ImportRecords'>
