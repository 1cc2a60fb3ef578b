package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	organization "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/organization_service"
	project "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/project_service"
	resourcemanager "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/models"
)

const organizationName = "walked-organization"

func (w *walk) projects(transport runtime.ClientTransport) {
	projects := project.New(transport, nil)
	var created *resourcemanager.HashicorpCloudResourcemanagerProject

	create := func(name string) (*resourcemanager.HashicorpCloudResourcemanagerProjectCreateResponse, error) {
		body := &resourcemanager.HashicorpCloudResourcemanagerProjectCreateRequest{
			Name:        name,
			Description: "walked",
			Parent: &resourcemanager.HashicorpCloudResourcemanagerResourceID{
				ID:   w.org,
				Type: resourcemanager.HashicorpCloudResourcemanagerResourceIDResourceTypeORGANIZATION.Pointer(),
			},
		}
		answer, err := projects.ProjectServiceCreate(project.NewProjectServiceCreateParams().WithBody(body), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload, nil
	}
	get := func() (*resourcemanager.HashicorpCloudResourcemanagerProject, error) {
		answer, err := projects.ProjectServiceGet(project.NewProjectServiceGetParams().WithID(created.ID), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Project, nil
	}

	w.step("ProjectService_Create", func(t *testing.T) {
		answer, err := create("payments")
		ok(t, err)
		valid(t, answer)
		equal(t, "what is waited for", answer.OperationID, "")
		created = answer.Project
		isRecent(t, "its creation", created.CreatedAt)
		equal(t, "the project", *created, resourcemanager.HashicorpCloudResourcemanagerProject{
			CreatedAt:   created.CreatedAt,
			Description: "walked",
			ID:          created.ID,
			Name:        "payments",
			Parent: &resourcemanager.HashicorpCloudResourcemanagerResourceID{
				ID:   w.org,
				Type: resourcemanager.HashicorpCloudResourcemanagerResourceIDResourceTypeORGANIZATION.Pointer(),
			},
			State: resourcemanager.HashicorpCloudResourcemanagerProjectProjectStateACTIVE.Pointer(),
		})
	})
	w.step("ProjectService_Create/refuses a second one of a name", func(t *testing.T) {
		_, err := create("payments")
		refused(t, err, 409, 6, "payments")
	})
	w.step("ProjectService_Get/finds what was created", func(t *testing.T) {
		found, err := get()
		ok(t, err)
		equal(t, "the project", *found, *created)
	})
	w.step("ProjectService_GetProjectsCount", func(t *testing.T) {
		answer, err := projects.ProjectServiceGetProjectsCount(project.NewProjectServiceGetProjectsCountParams().
			WithScopeID(&w.org).WithScopeType(pointer("ORGANIZATION")), nil)
		ok(t, err)
		equal(t, "the number of projects", answer.Payload.Count, 2)
	})
	w.step("ProjectService_SetName", func(t *testing.T) {
		body := &resourcemanager.HashicorpCloudResourcemanagerProjectServiceSetNameBody{Name: "billing"}
		answer, err := projects.ProjectServiceSetName(
			project.NewProjectServiceSetNameParams().WithID(created.ID).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created.Name = "billing"
	})
	w.step("ProjectService_SetDescription", func(t *testing.T) {
		body := &resourcemanager.HashicorpCloudResourcemanagerProjectServiceSetDescriptionBody{Description: "walked on"}
		answer, err := projects.ProjectServiceSetDescription(
			project.NewProjectServiceSetDescriptionParams().WithID(created.ID).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.OperationID, "")
		created.Description = "walked on"
		found, err := get()
		ok(t, err)
		equal(t, "the project with both changes", *found, *created)
	})
	w.step("ProjectService_Delete", func(t *testing.T) {
		answer, err := projects.ProjectServiceDelete(project.NewProjectServiceDeleteParams().WithID(created.ID), nil)
		ok(t, err)
		equal(t, "what is waited for", answer.Payload.Operation.ID, "")
		_, err = get()
		refused(t, err, 404, 5, created.ID)
	})
	w.step("ProjectService_Delete/keeps one that has a registry", func(t *testing.T) {
		_, err := projects.ProjectServiceDelete(project.NewProjectServiceDeleteParams().WithID(w.project), nil)
		refused(t, err, 400, 9, "")
	})
	w.step("OrganizationService_SetName", func(t *testing.T) {
		organizations := organization.New(transport, nil)
		body := &resourcemanager.HashicorpCloudResourcemanagerOrganizationServiceSetNameBody{Name: organizationName}
		answer, err := organizations.OrganizationServiceSetName(
			organization.NewOrganizationServiceSetNameParams().WithID(w.org).WithBody(body), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "its name", answer.Payload.Organization.Name, organizationName)
		found, err := organizations.OrganizationServiceGet(
			organization.NewOrganizationServiceGetParams().WithID(w.org), nil)
		ok(t, err)
		equal(t, "the organization", *found.Payload.Organization, *answer.Payload.Organization)
	})
}
