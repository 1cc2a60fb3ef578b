package walk

import (
	"testing"

	"github.com/go-openapi/runtime"
	service "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
	authorization "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/authorization_service"
	organization "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/organization_service"
	project "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/project_service"
	resource "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/client/resource_service"
	resourcemanager "github.com/hashicorp/hcp-sdk-go/clients/cloud-resource-manager/stable/2019-12-10/models"
)

type policy = resourcemanager.HashicorpCloudResourcemanagerPolicy

// The walker has the first two of these permissions. Nobody has the last.
var (
	asked   = []string{"packer.buckets.create", "resource-manager.projects.get", "vault.clusters.create"}
	allowed = asked[:2]
)

func (w *walk) policies(transport runtime.ClientTransport) {
	w.roles(transport)
	client := service.New(transport, nil)
	viewer, err := projectByName(w, client).create("viewer")
	ok(w.t, err)
	w.policiesOfPlaces(transport, viewer.ID)
	w.policiesByName(transport, viewer.ID)
	ok(w.t, projectByName(w, client).remove(viewer))
}

func (w *walk) roles(transport runtime.ClientTransport) {
	organizations := organization.New(transport, nil)
	var viewer *resourcemanager.HashicorpCloudResourcemanagerRole

	idsOf := func(roles []*resourcemanager.HashicorpCloudResourcemanagerRole) []string {
		ids := []string{}
		for _, role := range roles {
			ids = append(ids, role.ID)
		}
		return ids
	}
	w.step("OrganizationService_ListRoles", func(t *testing.T) {
		answer, err := organizations.OrganizationServiceListRoles(
			organization.NewOrganizationServiceListRolesParams().WithID(w.org), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "the roles", idsOf(answer.Payload.Roles), []string{"roles/viewer", "roles/contributor", "roles/admin",
			"roles/owner", "roles/packer.builder", "roles/packer.publisher", "roles/iam.group-manager"})
		viewer = answer.Payload.Roles[0]
		equal(t, "the first one's title", viewer.Title, "Viewer")
		equal(t, "where it can be held", viewer.LowestApplicableResourceTypes, []string{"hashicorp.packer.bucket"})
		equal(t, "whether it permits something", len(viewer.Permissions) > 0, true)
	})
	w.step("OrganizationService_GetRole", func(t *testing.T) {
		answer, err := organizations.OrganizationServiceGetRole(
			organization.NewOrganizationServiceGetRoleParams().WithID(w.org).WithRoleID(viewer.ID), nil)
		ok(t, err)
		equal(t, "the role", *answer.Payload.Role, *viewer)
	})
	w.step("ResourceService_ListRoles", func(t *testing.T) {
		answer, err := resource.New(transport, nil).ResourceServiceListRoles(
			resource.NewResourceServiceListRolesParams().WithResourceName(pointer(w.bucketName())), nil)
		ok(t, err)
		valid(t, answer.Payload)
		equal(t, "those of a bucket", idsOf(answer.Payload.Roles), []string{"roles/viewer", "roles/contributor",
			"roles/admin", "roles/packer.builder", "roles/packer.publisher"})
	})
}

// policiesOfPlaces grants somebody a role on the organization and on the project, which it names by id.
func (w *walk) policiesOfPlaces(transport runtime.ClientTransport, viewer string) {
	organizations, projects := organization.New(transport, nil), project.New(transport, nil)

	w.policy("OrganizationService", viewer, func() (*policy, error) {
		answer, err := organizations.OrganizationServiceGetIamPolicy(
			organization.NewOrganizationServiceGetIamPolicyParams().WithID(w.org), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	}, func(wanted *policy) (*policy, error) {
		body := &resourcemanager.HashicorpCloudResourcemanagerOrganizationServiceSetIamPolicyBody{Policy: wanted}
		answer, err := organizations.OrganizationServiceSetIamPolicy(
			organization.NewOrganizationServiceSetIamPolicyParams().WithID(w.org).WithBody(body), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	})
	w.step("OrganizationService_TestIamPermissions", func(t *testing.T) {
		body := &resourcemanager.HashicorpCloudResourcemanagerOrganizationServiceTestIamPermissionsBody{Permissions: asked}
		answer, err := organizations.OrganizationServiceTestIamPermissions(
			organization.NewOrganizationServiceTestIamPermissionsParams().WithID(w.org).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is allowed", answer.Payload.AllowedPermissions, allowed)
	})

	w.policy("ProjectService", viewer, func() (*policy, error) {
		answer, err := projects.ProjectServiceGetIamPolicy(
			project.NewProjectServiceGetIamPolicyParams().WithID(w.project), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	}, func(wanted *policy) (*policy, error) {
		body := &resourcemanager.HashicorpCloudResourcemanagerProjectServiceSetIamPolicyBody{Policy: wanted}
		answer, err := projects.ProjectServiceSetIamPolicy(
			project.NewProjectServiceSetIamPolicyParams().WithID(w.project).WithBody(body), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	})
	w.step("ProjectService_TestIamPermissions", func(t *testing.T) {
		body := &resourcemanager.HashicorpCloudResourcemanagerProjectServiceTestIamPermissionsBody{Permissions: asked}
		answer, err := projects.ProjectServiceTestIamPermissions(
			project.NewProjectServiceTestIamPermissionsParams().WithID(w.project).WithBody(body), nil)
		ok(t, err)
		equal(t, "what is allowed", answer.Payload.AllowedPermissions, allowed)
	})
}

// policiesByName does the same on a bucket, by a resource name, which works for every resource.
func (w *walk) policiesByName(transport runtime.ClientTransport, viewer string) {
	resources, authorizations := resource.New(transport, nil), authorization.New(transport, nil)

	w.policy("ResourceService", viewer, func() (*policy, error) {
		answer, err := resources.ResourceServiceGetIamPolicy(
			resource.NewResourceServiceGetIamPolicyParams().WithResourceName(pointer(w.bucketName())), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	}, func(wanted *policy) (*policy, error) {
		body := &resourcemanager.HashicorpCloudResourcemanagerResourceSetIamPolicyRequest{
			Policy: wanted, ResourceName: w.bucketName()}
		answer, err := resources.ResourceServiceSetIamPolicy(
			resource.NewResourceServiceSetIamPolicyParams().WithBody(body), nil)
		if err != nil {
			return nil, err
		}
		return answer.Payload.Policy, nil
	})
	w.step("ResourceService_TestIamPermissions", func(t *testing.T) {
		body := &resourcemanager.HashicorpCloudResourcemanagerResourceTestIamPermissionsRequest{
			Permissions: asked,
			Resource:    &resourcemanager.HashicorpCloudResourcemanagerResource{ResourceName: w.bucketName()},
		}
		answer, err := resources.ResourceServiceTestIamPermissions(
			resource.NewResourceServiceTestIamPermissionsParams().WithBody(body), nil)
		ok(t, err)
		equal(t, "what is allowed", answer.Payload.AllowedPermissions, allowed)
	})

	ofBucket := &resourcemanager.HashicorpCloudResourcemanagerAuthorizationTestIamPermissionsRequest{
		Permissions: asked, ResourceName: w.bucketName()}
	w.step("AuthorizationService_TestIamPermissions", func(t *testing.T) {
		answer, err := authorizations.AuthorizationServiceTestIamPermissions(
			authorization.NewAuthorizationServiceTestIamPermissionsParams().WithBody(ofBucket), nil)
		ok(t, err)
		equal(t, "what is allowed", answer.Payload.AllowedPermissions, allowed)
	})
	w.step("AuthorizationService_BatchTestIamPermissions", func(t *testing.T) {
		type tests = resourcemanager.HashicorpCloudResourcemanagerAuthorizationTestIamPermissionsRequest
		body := &resourcemanager.HashicorpCloudResourcemanagerBatchAuthorizationTestIamPermissionsRequest{
			Resources: []*tests{ofBucket, {Permissions: asked[2:], ResourceName: "project/" + w.project}},
		}
		answer, err := authorizations.AuthorizationServiceBatchTestIamPermissions(
			authorization.NewAuthorizationServiceBatchTestIamPermissionsParams().WithBody(body), nil)
		ok(t, err)
		found := answer.Payload.ResourcePermissions
		equal(t, "the number of answers", len(found), 2)
		equal(t, "what is allowed in the bucket", found[w.bucketName()].AllowedPermissions, allowed)
		equal(t, "what is allowed in the project", found["project/"+w.project].AllowedPermissions, []string{})
	})
}

// policy reads a policy, adds a viewer, and removes it again.
func (w *walk) policy(service, viewer string, get func() (*policy, error), set func(*policy) (*policy, error)) {
	var before *policy
	w.step(service+"_GetIamPolicy", func(t *testing.T) {
		found, err := get()
		ok(t, err)
		valid(t, found)
		equal(t, "whether it has an etag", found.Etag != "", true)
		before = found
	})
	w.step(service+"_SetIamPolicy", func(t *testing.T) {
		added := &resourcemanager.HashicorpCloudResourcemanagerPolicyBinding{
			RoleID: "roles/packer.publisher",
			Members: []*resourcemanager.HashicorpCloudResourcemanagerPolicyBindingMember{{
				MemberID:   viewer,
				MemberType: resourcemanager.HashicorpCloudResourcemanagerPolicyBindingMemberTypeSERVICEPRINCIPAL.Pointer(),
			}},
		}
		wanted := append(append([]*resourcemanager.HashicorpCloudResourcemanagerPolicyBinding{}, before.Bindings...), added)
		answered, err := set(&policy{Bindings: wanted, Etag: before.Etag})
		ok(t, err)
		valid(t, answered)
		found, err := get()
		ok(t, err)
		equal(t, "the policy, asked again", *found, *answered)
		equal(t, "whether it has the etag of before", found.Etag == before.Etag, false)
		held := map[string][]*resourcemanager.HashicorpCloudResourcemanagerPolicyBindingMember{}
		for _, binding := range found.Bindings {
			held[binding.RoleID] = binding.Members
		}
		for _, binding := range wanted {
			equal(t, "who holds "+binding.RoleID, held[binding.RoleID], binding.Members)
		}
		equal(t, "the number of roles", len(found.Bindings), len(wanted))

		_, err = set(before)
		refused(t, err, 409, 10, "has changed since it was read")
		restored, err := set(&policy{Bindings: before.Bindings, Etag: found.Etag})
		ok(t, err)
		equal(t, "the policy, as it was", *restored, *before)
	})
}

func (w *walk) bucketName() string { return "packer/project/" + w.project + "/bucket/" + bucket }
