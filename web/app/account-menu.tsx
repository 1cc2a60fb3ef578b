import { Button, Menu } from '@mantine/core'
import { Link } from 'react-router'
import { useAnswer } from '../asking/use-answer.ts'
import { ChevronIcon } from '../parts/icons.tsx'
import { words } from '../words/words.ts'
import { signOut } from './sign-out.ts'

const SELDOM = 300_000

/** The menu of the signed-in user. Password and sessions are on pages of the server that work without script. */
export function AccountMenu() {
  const { data } = useAnswer('IamService_GetCallerIdentity', {}, { again: SELDOM })
  const name = data?.principal?.user?.full_name || data?.principal?.service?.name || words.frame.account
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          ml="auto"
          variant="subtle"
          color="var(--ink)"
          rightSection={<ChevronIcon />}
          aria-label={`${words.frame.account}: ${name}`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/you">
          {words.frame.you}
        </Menu.Item>
        <Menu.Item component="a" href="/account">
          {words.frame.passwordAndSessions}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{words.frame.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
