package walk

import (
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/go-openapi/runtime"
	people "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/iam_service"
	invitations "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/invitations_service"
	profile "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/profile_service"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/config"
	"github.com/hashicorp/hcp-sdk-go/httpclient"
	"golang.org/x/oauth2"
)

type person = iam.HashicorpCloudIamUserPrincipal

// people uses the two users of the organization: an admin, who has authorized the walk to act for them, and one who leaves.
func (w *walk) people(transport runtime.ClientTransport) {
	self := w.self(transport)
	w.invitations(transport)
	other := w.lookUp(transport, self)
	client := people.New(transport, nil)

	w.step("IamService_DeleteOrganizationMembership", func(t *testing.T) {
		_, err := client.IamServiceDeleteOrganizationMembership(people.NewIamServiceDeleteOrganizationMembershipParams().
			WithOrganizationID(w.org).WithUserPrincipalID(other.ID), nil)
		ok(t, err)
		_, err = client.IamServiceDeleteOrganizationMembership(people.NewIamServiceDeleteOrganizationMembershipParams().
			WithOrganizationID(w.org).WithUserPrincipalID("nobody"), nil)
		refused(t, err, 404, 5, "nobody")
	})
}

// self returns the person that the program acts for, as after `hcp auth login`.
func (w *walk) self(service runtime.ClientTransport) *person {
	token := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: os.Getenv("WALK_PERSON_TOKEN"), TokenType: "Bearer"})
	asPerson, err := config.NewHCPConfig(config.FromEnv(), config.WithoutBrowserLogin(), config.WithTokenSource(token))
	ok(w.t, err)
	transport, err := httpclient.New(httpclient.Config{HCPConfig: asPerson})
	ok(w.t, err)
	client := people.New(transport, nil)
	var self *person

	w.step("IamService_GetCurrentUserPrincipal", func(t *testing.T) {
		answer, err := client.IamServiceGetCurrentUserPrincipal(people.NewIamServiceGetCurrentUserPrincipalParams(), nil)
		ok(t, err)
		valid(t, answer.Payload)
		self = answer.Payload.UserPrincipal
		byPassword := iam.HashicorpCloudIamUserPrincipalIdentityTypeEMAILPASSWORD
		isULID(t, "their id", self.ID)
		equal(t, "whether they have an address", strings.Contains(self.Email, "@"), true)
		equal(t, "whether they have a name", self.FullName != "", true)
		equal(t, "the person", *self, person{
			Email:         self.Email,
			FullName:      self.FullName,
			ID:            self.ID,
			IdentityType:  &byPassword,
			IdentityTypes: []*iam.HashicorpCloudIamUserPrincipalIdentityType{&byPassword},
			Subject:       self.ID,
		})
	})
	w.step("IamService_GetCurrentUserPrincipal/knows that a service is no person", func(t *testing.T) {
		_, err := people.New(service, nil).IamServiceGetCurrentUserPrincipal(
			people.NewIamServiceGetCurrentUserPrincipalParams(), nil)
		refused(t, err, 400, 9, "is no person")
	})
	w.step("IamService_GetCallerIdentity/tells of a person", func(t *testing.T) {
		answer, err := client.IamServiceGetCallerIdentity(people.NewIamServiceGetCallerIdentityParams(), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "their kind", *answer.Payload.Principal.Type, iam.HashicorpCloudIamPrincipalTypePRINCIPALTYPEUSER)
		equal(t, "the person", *answer.Payload.Principal.User, *self)
	})
	w.step("ProfileService_GetMFAStatus", func(t *testing.T) {
		answer, err := profile.New(transport, nil).ProfileServiceGetMFAStatus(
			profile.NewProfileServiceGetMFAStatusParams(), nil)
		ok(t, err)
		equal(t, "the second factor", *answer.Payload.Status, iam.HashicorpCloudIamGetMFAStatusResponseMFAStatusDISABLED)
	})
	return self
}

func (w *walk) lookUp(transport runtime.ClientTransport, self *person) *person {
	client := people.New(transport, nil)
	var other *person

	w.step("IamService_ListUserPrincipalsByOrganization", func(t *testing.T) {
		found, token := []*person{}, ""
		for pages := 0; pages == 0 || token != ""; pages++ {
			params := people.NewIamServiceListUserPrincipalsByOrganizationParams().
				WithOrganizationID(w.org).WithPaginationPageSize(pointer(int64(1)))
			if token != "" {
				params.SetPaginationNextPageToken(&token)
			}
			answer, err := client.IamServiceListUserPrincipalsByOrganization(params, nil)
			ok(t, err)
			valid(t, answer.Payload)
			found = append(found, answer.Payload.UserPrincipals...)
			token = answer.Payload.Pagination.NextPageToken
		}
		equal(t, "the number of people over all pages", len(found), 2)
		equal(t, "the first of them", *found[0], *self)
		other = found[1]
	})
	w.step("IamService_CountUserPrincipalsByOrganization", func(t *testing.T) {
		answer, err := client.IamServiceCountUserPrincipalsByOrganization(
			people.NewIamServiceCountUserPrincipalsByOrganizationParams().WithOrganizationID(w.org), nil)
		ok(t, err)
		equal(t, "the number of people", answer.Payload.Count, 2)
	})
	w.step("IamService_GetUserPrincipalByIdInOrganization", func(t *testing.T) {
		answer, err := client.IamServiceGetUserPrincipalByIDInOrganization(
			people.NewIamServiceGetUserPrincipalByIDInOrganizationParams().
				WithOrganizationID(w.org).WithUserPrincipalID(other.ID), nil)
		ok(t, err)
		equal(t, "the person", *answer.Payload.UserPrincipal, *other)
	})
	w.step("IamService_GetUserPrincipalsByIDsInOrganization", func(t *testing.T) {
		body := people.IamServiceGetUserPrincipalsByIDsInOrganizationBody{Ids: []string{other.ID, self.ID}}
		answer, err := client.IamServiceGetUserPrincipalsByIDsInOrganization(
			people.NewIamServiceGetUserPrincipalsByIDsInOrganizationParams().WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		equal(t, "the people", answer.Payload.UserPrincipals, []*person{other, self})
	})
	w.step("IamService_ListUserPrincipalsForOrganizationByEmail", func(t *testing.T) {
		body := people.IamServiceListUserPrincipalsForOrganizationByEmailBody{Email: other.Email}
		answer, err := client.IamServiceListUserPrincipalsForOrganizationByEmail(
			people.NewIamServiceListUserPrincipalsForOrganizationByEmailParams().WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		equal(t, "the people", answer.Payload.UserPrincipals, []*person{other})
	})
	w.step("IamService_BatchGetPrincipals", func(t *testing.T) {
		answer, err := client.IamServiceBatchGetPrincipals(people.NewIamServiceBatchGetPrincipalsParams().
			WithOrganizationID(w.org).WithPrincipalIds([]string{other.ID, self.ID}), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "the number of principals", len(answer.Payload.Principals), 2)
		for i, wanted := range []*person{other, self} {
			equal(t, "a principal", *answer.Payload.Principals[i], iam.HashicorpCloudIamPrincipal{
				GroupIds: []string{},
				ID:       wanted.ID,
				Type:     iam.HashicorpCloudIamPrincipalTypePRINCIPALTYPEUSER.Pointer(),
				User:     wanted,
			})
		}
	})
	w.step("IamService_SearchPrincipals", func(t *testing.T) {
		user := iam.HashicorpCloudIamPrincipalTypePRINCIPALTYPEUSER
		body := people.IamServiceSearchPrincipalsBody{Filter: &iam.HashicorpCloudIamSearchPrincipalsFilter{
			PrincipalTypes: []*iam.HashicorpCloudIamPrincipalType{&user}, SearchText: other.Email}}
		answer, err := client.IamServiceSearchPrincipals(people.NewIamServiceSearchPrincipalsParams().
			WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "the number of finds", len(answer.Payload.Principals), 1)
		equal(t, "the person", *answer.Payload.Principals[0], iam.HashicorpCloudIamSearchPrincipalsResult{
			Email:         other.Email,
			ID:            other.ID,
			IdentityTypes: []*iam.HashicorpCloudIamUserPrincipalIdentityType{},
			Name:          other.FullName,
			PrincipalType: &user,
			ResourceName:  "iam/organization/" + w.org + "/user-principal/" + other.Email,
		})
	})
	return other
}

func (w *walk) invitations(transport runtime.ClientTransport) {
	client := invitations.New(transport, nil)
	var token string
	var invitation *iam.HashicorpCloudIamOrganizationInvitation

	pending := func(t *testing.T) []*iam.HashicorpCloudIamOrganizationInvitation {
		answer, err := client.InvitationsServiceListOrganizationInvitations(
			invitations.NewInvitationsServiceListOrganizationInvitationsParams().
				WithOrganizationID(w.org).WithStates([]string{"PENDING"}), nil)
		ok(t, err)
		valid(t, answer.Payload)
		return answer.Payload.Invitations
	}
	w.step("InvitationsService_CreateOrganizationInvitations", func(t *testing.T) {
		body := invitations.InvitationsServiceCreateOrganizationInvitationsBody{
			Invitations: []*iam.HashicorpCloudIamNewOrganizationInvitation{
				{InviteeEmail: "invited@example.com", Role: "roles/viewer"}}}
		answer, err := client.InvitationsServiceCreateOrganizationInvitations(
			invitations.NewInvitationsServiceCreateOrganizationInvitationsParams().
				WithOrganizationID(w.org).WithBody(body), nil)
		ok(t, err)
		// HCP returns nothing here; the model accepts any content.
		made := answer.Payload.(map[string]any)["invitations"].([]any)
		equal(t, "the number of invitations", len(made), 1)
		token = path.Base(made[0].(map[string]any)["address"].(string))
	})
	w.step("InvitationsService_ListOrganizationInvitations", func(t *testing.T) {
		found := pending(t)
		equal(t, "the number of invitations", len(found), 1)
		invitation = found[0]
		isULID(t, "its id", invitation.ID)
		isRecent(t, "its creation", invitation.CreatedAt)
		equal(t, "whom it is for", invitation.InviteeEmail, "invited@example.com")
		equal(t, "its organization", invitation.OrganizationID, w.org)
		equal(t, "its role", invitation.Role, "roles/viewer")
		equal(t, "its state", *invitation.State, iam.HashicorpCloudIamOrganizationInvitationStatePENDING)
		if !time.Time(invitation.AcceptedAt).IsZero() {
			t.Fatalf("what nobody accepted was accepted at %s", invitation.AcceptedAt)
		}
	})
	w.step("InvitationsService_GetOrganizationNameByInvitationToken", func(t *testing.T) {
		answer, err := client.InvitationsServiceGetOrganizationNameByInvitationToken(
			invitations.NewInvitationsServiceGetOrganizationNameByInvitationTokenParams().WithInvitationToken(token), nil)
		ok(t, err)
		equal(t, "the organization", *answer.Payload, iam.HashicorpCloudIamGetOrganizationNameByInvitationTokenResponse{
			OrganizationID: w.org, OrganizationName: organizationName})
	})
	w.step("InvitationsService_DeleteOrganizationInvitation", func(t *testing.T) {
		_, err := client.InvitationsServiceDeleteOrganizationInvitation(
			invitations.NewInvitationsServiceDeleteOrganizationInvitationParams().
				WithOrganizationID(w.org).WithInvitationID(invitation.ID), nil)
		ok(t, err)
		equal(t, "the number of invitations", len(pending(t)), 0)
	})
}
