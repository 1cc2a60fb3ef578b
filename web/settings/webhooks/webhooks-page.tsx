// The webhooks of a project, and the state of each.
import { useState } from 'react'
import { Link } from 'react-router'
import { projectResource, usePermits } from '../../asking/permissions.ts'
import { inProject, type Project, projectPath, useProject } from '../../asking/place.ts'
import { useAnswer } from '../../asking/use-answer.ts'
import { Answered } from '../../parts/answered.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { Table } from '../../parts/table.tsx'
import { TimeAgo } from '../../parts/time-ago.tsx'
import { whyNot } from '../../parts/why-not.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { webhookWords } from '../../words/webhook-words.ts'
import { NewWebhook } from './new-webhook.tsx'
import { SubscribedEvents } from './subscribed-events.tsx'
import { counted, formatInWords, UNTOLD, type WebhookOverview, webhookPath } from './webhook.ts'
import { DeliveryStateBadge, WebhookStateBadge } from './webhook-state.tsx'

export function WebhooksPage() {
  const project = useProject()
  const permits = usePermits(projectResource(project.id))
  const [isMaking, setMaking] = useState(false)
  const refusal = whyNot(permits, 'webhook.webhooks.get')
  const crumbs = [
    { name: project.name, to: projectPath(project) },
    { name: settingsWords.title, to: `${projectPath(project)}/settings` },
  ]
  return (
    <>
      <PageHead
        title={webhookWords.title}
        crumbs={crumbs}
        actions={
          <PermittedButton
            permits={permits}
            permission="webhook.webhooks.create"
            variant="filled"
            onClick={() => {
              setMaking(true)
            }}
          >
            {webhookWords.making.button}
          </PermittedButton>
        }
      />
      <p className="quiet">{webhookWords.says}</p>
      {refusal === null ? <Webhooks project={project} /> : <p className="note">{refusal}</p>}
      {isMaking && (
        <NewWebhook
          project={project}
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </>
  )
}

function Webhooks({ project }: { readonly project: Project }) {
  const answer = useAnswer('AssayService_ListWebhookOverviews', { params: inProject(project) }, { again: UNTOLD })
  return (
    <Answered answer={answer}>
      {({ webhooks }) =>
        webhooks.length === 0 ? (
          <p>{webhookWords.none}</p>
        ) : (
          <Table columns={Object.values(webhookWords.columns)}>
            {webhooks.map((webhook) => (
              <tr key={webhook.resource_name}>
                <th scope="row">
                  <Link to={webhookPath(project, webhook.name)}>{webhook.name}</Link>
                  {webhook.description !== '' && (
                    <div className="quiet" style={{ fontWeight: 400 }}>
                      {webhook.description}
                    </div>
                  )}
                </th>
                <td style={{ overflowWrap: 'anywhere', minWidth: '8rem' }}>
                  {webhook.host}
                  <div className="quiet">{formatInWords(webhook.format)}</div>
                </td>
                <td style={{ minWidth: '10rem' }}>
                  <SubscribedEvents project={project} subscriptions={webhook.subscriptions} />
                </td>
                <td>
                  <WebhookStateBadge webhook={webhook} />
                </td>
                <td>
                  <Last webhook={webhook} />
                </td>
                <td className="nowrap">
                  <Waiting webhook={webhook} />
                </td>
              </tr>
            ))}
          </Table>
        )
      }
    </Answered>
  )
}

function Last({ webhook: { last_delivery: last } }: { readonly webhook: WebhookOverview }) {
  if (last === null) return <span className="quiet">{webhookWords.never}</span>
  return (
    <>
      <DeliveryStateBadge state={last.state} /> <TimeAgo at={last.tried_at} />
      {last.failure !== '' && <div className="quiet">{last.failure}</div>}
    </>
  )
}

export function Waiting({ webhook }: { readonly webhook: WebhookOverview }) {
  const { waiting_count: waiting, set_aside_count: aside, given_up_count: givenUp } = webhook
  return (
    <>
      {counted(waiting)}
      {aside > 0 && <div>{webhookWords.aside(counted(aside))}</div>}
      {givenUp > 0 && <div>{webhookWords.givenUp(counted(givenUp))}</div>}
    </>
  )
}
