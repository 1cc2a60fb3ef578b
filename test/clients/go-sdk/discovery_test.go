package walk

import (
	"testing"
	"time"

	"github.com/go-openapi/runtime"
	iam "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/iam_service"
	organization "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/organization_service"
	project "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/project_service"
	resourcemanager "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/models"
	"github.com/hashicorp/hcp-sdk-go/config"
)

func (w *walk) token() {
	w.step("Token", func(t *testing.T) {
		token, err := w.config.Token()
		ok(t, err)
		equal(t, "the token's type", token.Type(), "Bearer")
		if left := time.Until(token.Expiry); left < 55*time.Minute || left > time.Hour {
			t.Fatalf("the token lasts %s, not an hour", left)
		}
	})
	w.step("Token/is kept in the cache file for the next client", func(t *testing.T) {
		first, err := w.config.Token()
		ok(t, err)
		next, err := config.NewHCPConfig(config.FromEnv(), config.WithoutBrowserLogin())
		ok(t, err)
		again, err := next.Token()
		ok(t, err)
		equal(t, "the next client's token", again.AccessToken, first.AccessToken)
	})
	w.step("Token/is refused for a wrong secret", func(t *testing.T) {
		wrong, err := config.NewHCPConfig(
			config.FromEnv(), config.WithoutBrowserLogin(), config.WithClientCredentials("nobody", "a guess"))
		ok(t, err)
		if token, err := wrong.Token(); err == nil {
			t.Fatalf("a guess was given %v", token)
		}
	})
}

func (w *walk) discovery(transport runtime.ClientTransport) {
	organizations := organization.New(transport, nil)
	projects := project.New(transport, nil)
	iamService := iam.New(transport, nil)

	w.step("OrganizationService_List", func(t *testing.T) {
		answer, err := organizations.OrganizationServiceList(organization.NewOrganizationServiceListParams(), nil)
		ok(t, err)
		equal(t, "the number of organizations", len(answer.Payload.Organizations), 1)
		equal(t, "the organization", answer.Payload.Organizations[0].ID, w.org)
	})
	w.step("OrganizationService_Get", func(t *testing.T) {
		answer, err := organizations.OrganizationServiceGet(
			organization.NewOrganizationServiceGetParams().WithID(w.org), nil)
		ok(t, err)
		equal(t, "the organization", answer.Payload.Organization.ID, w.org)
		isULID(t, "its owner, which the hcp command reads without looking,", answer.Payload.Organization.Owner.User)
		equal(t, "its state", *answer.Payload.Organization.State,
			resourcemanager.HashicorpCloudResourcemanagerOrganizationOrganizationStateACTIVE)
	})
	w.step("ProjectService_List", func(t *testing.T) {
		answer, err := projects.ProjectServiceList(
			project.NewProjectServiceListParams().WithScopeID(&w.org).WithScopeType(pointer("ORGANIZATION")), nil)
		ok(t, err)
		equal(t, "the number of projects", len(answer.Payload.Projects), 1)
		equal(t, "the project", answer.Payload.Projects[0].ID, w.project)
		if !time.Time(answer.Payload.Projects[0].CreatedAt).Before(time.Now()) {
			t.Fatal("the project is not older than now: Packer and Terraform would find none")
		}
	})
	w.step("ProjectService_Get", func(t *testing.T) {
		answer, err := projects.ProjectServiceGet(project.NewProjectServiceGetParams().WithID(w.project), nil)
		ok(t, err)
		equal(t, "the project", answer.Payload.Project.ID, w.project)
		equal(t, "its organization", answer.Payload.Project.Parent.ID, w.org)
		equal(t, "its parent's type", *answer.Payload.Project.Parent.Type,
			resourcemanager.HashicorpCloudResourcemanagerResourceIDResourceTypeORGANIZATION)
	})
	w.step("IamService_GetCallerIdentity", func(t *testing.T) {
		answer, err := iamService.IamServiceGetCallerIdentity(iam.NewIamServiceGetCallerIdentityParams(), nil)
		ok(t, err)
		service := answer.Payload.Principal.Service
		equal(t, "the caller", service.ID, answer.Payload.Principal.ID)
		equal(t, "its organization", service.OrganizationID, w.org)
		equal(t, "its project", service.ProjectID, w.project)
		if service.Name == "" {
			t.Fatal("the caller has no name")
		}
	})
}
