// One delivery: what it is about, the request of the last attempt, and the response to it.
import { useState } from 'react'
import { useParams } from 'react-router'
import { projectResource, usePermits } from '../../asking/permissions.ts'
import { inProject, projectPath, useProject } from '../../asking/place.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { ConfirmedChange } from '../../parts/confirmed-change.tsx'
import { Copyable } from '../../parts/copyable.tsx'
import { Fact } from '../../parts/fact.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { whyNot } from '../../parts/why-not.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { webhookWords } from '../../words/webhook-words.ts'
import { nextTryOf } from './delivery-list.tsx'
import { DeliveryStory } from './delivery-story.tsx'
import { RequestShown, ResponseShown } from './exchange.tsx'
import { type Delivery, UNTOLD, type WebhookOverview, webhookPath, webhooksPath } from './webhook.ts'
import { DeliveryStateBadge } from './webhook-state.tsx'

const says = webhookWords.delivery
const UNDER_WAY: readonly Delivery['state'][] = ['WAITING', 'SET_ASIDE']

/** Why the delivery cannot be sent again; null when it can. */
function obstacleTo({ state }: Delivery, webhook: WebhookOverview | undefined): string | null {
  if (UNDER_WAY.includes(state)) return says.again.underWay
  return webhook?.enabled === false ? webhookWords.disabled : null
}

export function DeliveryPage() {
  const { webhook: name = '', delivery: id = '' } = useParams()
  const project = useProject()
  const permits = usePermits(projectResource(project.id))
  const [isAsked, setAsked] = useState(false)
  const refusal = whyNot(permits, 'webhook.webhooks.get')
  const when = refusal === null
  const params = { ...inProject(project), webhook_name: name, delivery_id: id }
  const answer = useAnswer('AssayService_GetDelivery', { params }, { when, again: UNTOLD })
  const query = { webhook_name: name }
  const standing = useAnswer(
    'AssayService_ListWebhookOverviews',
    { params: inProject(project), query },
    { when, again: UNTOLD },
  )
  const webhook = standing.data?.webhooks[0]
  const shown = answer.data?.delivery
  return (
    <>
      <PageHead
        title={says.title(shown?.action ?? '…')}
        crumbs={[
          { name: project.name, to: projectPath(project) },
          { name: settingsWords.title, to: `${projectPath(project)}/settings` },
          { name: webhookWords.title, to: webhooksPath(project) },
          { name, to: webhookPath(project, name) },
        ]}
        aside={shown && <DeliveryStateBadge state={shown.state} />}
        actions={
          shown && (
            <PermittedButton
              permits={permits}
              permission="webhook.webhooks.update"
              obstacle={obstacleTo(shown, webhook)}
              onClick={() => {
                setAsked(true)
              }}
            >
              {says.again.button}
            </PermittedButton>
          )
        }
      />
      {refusal === null ? (
        <Answered answer={answer}>
          {({ delivery, request, response }) =>
            delivery && (
              <>
                <p>{webhookWords.deliveries.stateSays[delivery.state]}</p>
                <dl className="facts">
                  <Fact name={says.action}>
                    <DeliveryStory project={project} delivery={delivery} />
                  </Fact>
                  <Fact name={says.tries}>{delivery.tries.toLocaleString()}</Fact>
                  {delivery.failure !== '' && <Fact name={says.why}>{delivery.failure}</Fact>}
                  <Fact name={says.made}>
                    <TimeAgo at={delivery.created_at} />
                  </Fact>
                  <Fact name={says.tried}>
                    <TimeAgo at={delivery.tried_at} />
                  </Fact>
                  {UNDER_WAY.includes(delivery.state) ? (
                    <Fact name={says.next}>
                      <TimeAgo at={webhook ? nextTryOf(delivery, webhook) : null} />
                    </Fact>
                  ) : (
                    <Fact name={says.ended}>
                      <TimeAgo at={delivery.ended_at} />
                    </Fact>
                  )}
                  <Fact name={says.event}>
                    <Copyable text={delivery.event_id} label={says.event} />
                  </Fact>
                </dl>
                <RequestShown request={request} />
                <ResponseShown response={response} />
              </>
            )
          }
        </Answered>
      ) : (
        <p className="note">{refusal}</p>
      )}
      {isAsked && (
        <ConfirmedChange
          operation="AssayService_SendDeliveryAgain"
          request={{ params }}
          title={says.again.title}
          action={says.again.action}
          leadsTo={webhookPath(project, name)}
          onClose={() => {
            setAsked(false)
          }}
        >
          <p>{says.again.says}</p>
        </ConfirmedChange>
      )}
    </>
  )
}
