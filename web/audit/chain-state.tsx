// The hash chain that seals the audit log: how far it reaches, how far it is proved, and where it is broken.
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { inProject } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Copyable } from '../parts/copyable.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { Fact } from '../parts/fact.tsx'
import { Lines } from '../parts/lines.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { chainWords as says } from '../words/chain-words.ts'
import type { AuditPlace } from './audit-query.ts'

type Ledger = NonNullable<Answer<Operations['AssayService_GetLedger']>['ledger']>

const looks = { holds: 'valid', behind: 'unknown', broken: 'revoked' } as const

const stateOf = (ledger: Ledger): keyof typeof looks =>
  ledger.break !== null ? 'broken' : ledger.proof !== null ? 'holds' : 'behind'

function useLedger({ project, organizationId }: AuditPlace) {
  const params = inProject(project ?? { id: '', organizationId })
  const ofProject = useAnswer('AssayService_GetLedger', { params }, { when: project !== null })
  const ofOrganization = useAnswer(
    'AssayService_GetOrganizationLedger',
    { params: { organization_id: organizationId } },
    { when: project === null },
  )
  return project === null ? ofOrganization : ofProject
}

/** A line that can be expanded. A break is shown without that. */
export function ChainState({ place }: { readonly place: AuditPlace }) {
  const { data, error, refetch } = useLedger(place)
  const ledger = data?.ledger
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />
  // The line keeps its space while the ledger is loading.
  if (!ledger) return <p aria-busy="true">&nbsp;</p>
  const state = stateOf(ledger)
  return (
    <>
      {ledger.break && <Break found={ledger.break} />}
      <details className="chain">
        <summary>
          {says.title}: {says.sealed(ledger.position)}{' '}
          <span className="badge" data-look={looks[state]}>
            {state === 'holds' ? says.states.holds(ledger.proof?.position ?? 0) : says.states[state]}
          </span>
        </summary>
        <p className="quiet">
          {says.says} {place.project === null && says.saysOrganization}
        </p>
        <Facts ledger={ledger} />
      </details>
    </>
  )
}

function Facts({ ledger }: { readonly ledger: Ledger }) {
  const { id, position, hash, proof, stub } = ledger
  return (
    <dl className="facts">
      <Fact name={says.position}>
        {says.sealed(position)}
        {ledger.sealed_at !== null && (
          <>
            , {says.last} <TimeAgo at={ledger.sealed_at} />
          </>
        )}
      </Fact>
      {hash !== '' && (
        <Fact name={says.hash}>
          <Copyable text={hash} label={says.headHash} />
          <p className="quiet">{says.witness}</p>
          <Lines text={`assay audit verify --seen ${id}:${position}:${hash}`} label={says.witnessing} />
        </Fact>
      )}
      <Fact name={says.waiting}>{says.waitingCount(ledger.waiting_count)}</Fact>
      <Fact name={says.proof}>
        {proof === null ? (
          <span className="quiet">{says.unproved}</span>
        ) : (
          <>
            {says.proved(proof.position)}, <TimeAgo at={proof.proved_at} />
          </>
        )}
      </Fact>
      {stub && (
        <Fact name={says.stub}>
          {says.stubbed(stub.count, stub.position)}, <TimeAgo at={stub.pruned_at} />. {says.between}{' '}
          <TimeAgo at={stub.first_at} /> {says.until} <TimeAgo at={stub.last_at} />. {says.key}{' '}
          <Copyable text={stub.key_id} label={says.keyId} />
        </Fact>
      )}
    </dl>
  )
}

function Break({ found }: { readonly found: NonNullable<Ledger['break']> }) {
  return (
    <div className="note chain-break" data-look="revoked" role="alert">
      <p>{says.broken[found.kind](found.position, found.swapped_with)}</p>
      {found.event_id !== '' && (
        <p>
          {says.event} <Copyable text={found.event_id} label={says.eventId} />
        </p>
      )}
      <p>
        {says.found} <TimeAgo at={found.found_at} />. {says.verify}
      </p>
    </div>
  )
}
