// The e-mail subscriptions of the user in one project, which the address names.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { chosenProject } from '../app/current-project.ts'
import { inProject, type Project, useProjects } from '../asking/place.ts'
import { isImpossible } from '../asking/registry-client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { bucketPath } from '../bucket/use-bucket.ts'
import { Answered } from '../parts/answered.tsx'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { SectionHead } from '../parts/section-head.tsx'
import { Table } from '../parts/table.tsx'
import { TimeAgo } from '../parts/time-ago.tsx'
import { actionsInWords } from '../parts/action-choices.tsx'
import { emailWords } from '../words/email-words.ts'
import { words } from '../words/words.ts'
import { NewEmailSubscription } from './new-email-subscription.tsx'

type Subscription = Answer<Operations['AssayService_ListOwnEmailSubscriptions']>['email_subscriptions'][number]

export function EmailSubscriptions() {
  const [search] = useSearchParams()
  const answer = useProjects()
  return (
    <Answered answer={answer}>
      {(projects) => {
        const project = chosenProject(projects, search.get('project'))
        return project ? (
          <OfProject key={project.id} project={project} projects={projects} />
        ) : (
          <>
            <SectionHead title={emailWords.title} />
            <p className="quiet">{words.missing.noProject}</p>
          </>
        )
      }}
    </Answered>
  )
}

interface OfProjectProps {
  readonly project: Project
  readonly projects: readonly Project[]
}

function OfProject({ project, projects }: OfProjectProps) {
  const choose = useChoose()
  const [isMaking, setMaking] = useState(false)
  const answer = useAnswer('AssayService_ListOwnEmailSubscriptions', { params: inProject(project) })
  // Without a mail server there is nothing to do here, and the server's message says who can change that.
  const obstacle = isImpossible(answer.error) ? answer.error : null
  return (
    <>
      <SectionHead
        title={emailWords.title}
        actions={
          answer.data && (
            <Button
              onClick={() => {
                setMaking(true)
              }}
            >
              {emailWords.making.button}
            </Button>
          )
        }
      />
      <p className="quiet">{emailWords.says}</p>
      {projects.length > 1 && (
        <Select
          label={emailWords.project}
          data={projects.map(({ name }) => name)}
          value={project.name}
          allowDeselect={false}
          my="sm"
          maw="20rem"
          onChange={(name) => {
            choose('project', name, { replace: true })
          }}
        />
      )}
      {obstacle !== null ? (
        <p className="note">{obstacle.message}</p>
      ) : (
        <Answered answer={answer} lines={2}>
          {({ email_subscriptions: subscriptions }) => <List project={project} subscriptions={subscriptions} />}
        </Answered>
      )}
      {isMaking && (
        <NewEmailSubscription
          project={project}
          onClose={() => {
            setMaking(false)
          }}
        />
      )}
    </>
  )
}

interface ListProps {
  readonly project: Project
  readonly subscriptions: readonly Subscription[]
}

function List({ project, subscriptions }: ListProps) {
  if (subscriptions.length === 0) return <p>{emailWords.none(project.name)}</p>
  return (
    <Table columns={Object.values(emailWords.columns)}>
      {subscriptions.map((subscription) => (
        <Row key={subscription.id} project={project} subscription={subscription} />
      ))}
    </Table>
  )
}

const bucketInWords = ({ bucket_id: id, bucket_name: name }: Subscription): string =>
  id === '' ? emailWords.allBuckets : name === '' ? emailWords.goneBucket : name

function Row({ project, subscription }: { readonly project: Project; readonly subscription: Subscription }) {
  const [isEnding, setEnding] = useState(false)
  const { id, bucket_name: bucket, actions, bundling, last_sent_at: last, failure } = subscription
  const what = bucketInWords(subscription)
  const says = emailWords.ending
  return (
    <tr>
      <th scope="row" style={{ minWidth: '8rem', overflowWrap: 'anywhere' }}>
        {bucket === '' ? what : <Link to={bucketPath(project, bucket)}>{bucket}</Link>}
      </th>
      <td style={{ minWidth: '10rem' }}>{actionsInWords(actions)}</td>
      <td>{emailWords.often[bundling]}</td>
      <td style={{ minWidth: '8rem' }}>
        {last === null ? <span className="quiet">{emailWords.never}</span> : <TimeAgo at={last} />}
        {failure !== '' && <div>{emailWords.failed(failure)}</div>}
      </td>
      <td>
        <Button
          size="xs"
          aria-label={says.label(what)}
          onClick={() => {
            setEnding(true)
          }}
        >
          {says.button}
        </Button>
        {isEnding && (
          <ConfirmedChange
            operation="AssayService_DeleteOwnEmailSubscription"
            request={{ params: { ...inProject(project), subscription_id: id } }}
            title={says.title}
            action={says.action}
            onClose={() => {
              setEnding(false)
            }}
          >
            <p>{says.says(what)}</p>
          </ConfirmedChange>
        )}
      </td>
    </tr>
  )
}
