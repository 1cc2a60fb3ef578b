// What a webhook was sent and is to be sent. The filter is in the address.
import { Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Permits } from '../../asking/permissions.ts'
import { inProject, type Project } from '../../asking/place.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { PageTurns, useChoose, usePageQuery } from '../../parts/page-turns.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { SectionHead } from '../../parts/section-head.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { webhookWords } from '../../words/webhook-words.ts'
import { DeliveryStory } from './delivery-story.tsx'
import { SendFailedAgain } from './send-failed-again.tsx'
import { type Delivery, deliveryPath, UNTOLD, type WebhookOverview } from './webhook.ts'
import { DeliveryStateBadge } from './webhook-state.tsx'

const says = webhookWords.deliveries
const PAGE_SIZE = 25
const filters = Object.entries(says.filters).map(([value, label]) => ({ value, label }))

interface DeliveryListProps {
  readonly project: Project
  readonly permits: Permits
  readonly webhook: WebhookOverview
}

export function DeliveryList({ project, permits, webhook }: DeliveryListProps) {
  const [search] = useSearchParams()
  const choose = useChoose()
  const [isAsked, setAsked] = useState(false)
  const paging = usePageQuery(PAGE_SIZE)
  const state = search.get('state')
  const params = { ...inProject(project), webhook_name: webhook.name }
  const query = { ...paging, ...(state !== null && { state }) }
  const answer = useAnswer('AssayService_ListDeliveries', { params, query }, { again: UNTOLD })
  const { given_up_count: givenUp, enabled } = webhook
  const disabled = enabled ? null : webhookWords.disabled
  return (
    <section style={{ marginTop: 24 }}>
      <SectionHead
        title={says.title}
        actions={
          <PermittedButton
            permits={permits}
            permission="webhook.webhooks.update"
            obstacle={givenUp === 0 ? webhookWords.failed.none : disabled}
            onClick={() => {
              setAsked(true)
            }}
          >
            {webhookWords.failed.button}
          </PermittedButton>
        }
      />
      <Group mb="sm" component="search" className="no-print">
        <SegmentedControl
          aria-label={says.filter}
          data={filters}
          value={state ?? 'all'}
          onChange={(value) => {
            choose('state', value === 'all' ? null : value)
          }}
        />
      </Group>
      <Answered answer={answer}>
        {({ deliveries, pagination }) => (
          <>
            {deliveries.length === 0 ? (
              <p>{state === null ? says.none : says.noMatch}</p>
            ) : (
              <Deliveries project={project} webhook={webhook} deliveries={deliveries} />
            )}
            <PageTurns tokens={pagination} />
          </>
        )}
      </Answered>
      {isAsked && (
        <SendFailedAgain
          project={project}
          name={webhook.name}
          onClose={() => {
            setAsked(false)
          }}
        />
      )}
    </section>
  )
}

interface DeliveriesProps extends Omit<DeliveryListProps, 'permits'> {
  readonly deliveries: readonly Delivery[]
}

function Deliveries({ project, webhook, deliveries }: DeliveriesProps) {
  return (
    <Table columns={Object.values(says.columns)}>
      {deliveries.map((delivery) => (
        <tr key={delivery.id}>
          <td>
            <Link to={deliveryPath(project, webhook.name, delivery.id)}>
              <TimeAgo at={delivery.created_at} />
            </Link>
          </td>
          <td style={{ minWidth: '10rem' }}>
            <DeliveryStory project={project} delivery={delivery} />
          </td>
          <td>
            <DeliveryStateBadge state={delivery.state} />
            {delivery.failure !== '' && <div className="quiet">{delivery.failure}</div>}
          </td>
          <td>{delivery.tries.toLocaleString()}</td>
          <td>
            <TimeAgo at={delivery.tried_at} />
          </td>
          <td>
            <TimeAgo at={nextTryOf(delivery, webhook)} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** A waiting delivery that has been tried is the next one that the webhook tries. */
export const nextTryOf = (delivery: Delivery, { next_try_at: next }: WebhookOverview): string | null =>
  delivery.state === 'WAITING' && delivery.tries > 0 ? next : delivery.next_try_at
