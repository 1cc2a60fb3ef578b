package walk

import (
	"github.com/go-openapi/strfmt"
	service "github.com/hashicorp/hcp-sdk-go/clients/cloud-iam/stable/2019-12-10/client/service_principals_service"
)

// The same service principals in each spelling of their paths. The generated clients use different types with similar names.

// projectByName names the project in resource names.
func projectByName(w *walk, client service.ClientService) spelling {
	return spelling{
		scope: "", twin: "", home: "project/" + w.project, project: w.project,
		create: func(name string) (*servicePrincipal, error) {
			body := service.ServicePrincipalsServiceCreateServicePrincipalBody{Name: name}
			answer, err := client.ServicePrincipalsServiceCreateServicePrincipal(service.NewServicePrincipalsServiceCreateServicePrincipalParams().
				WithParentResourceName("project/"+w.project).WithBody(body), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Validate(strfmt.Default)
		},
		list: func() ([]*servicePrincipal, error) {
			answer, err := client.ServicePrincipalsServiceListServicePrincipals(service.NewServicePrincipalsServiceListServicePrincipalsParams().
				WithParentResourceName("project/"+w.project), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipals, answer.Payload.Validate(strfmt.Default)
		},
		get: func(of *servicePrincipal) (*servicePrincipal, []*servicePrincipalKey, error) {
			answer, err := client.ServicePrincipalsServiceGetServicePrincipal(service.NewServicePrincipalsServiceGetServicePrincipalParams().
				WithResourceName(of.ResourceName), nil)
			if err != nil {
				return nil, nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Keys, answer.Payload.Validate(strfmt.Default)
		},
		remove: func(of *servicePrincipal) error {
			_, err := client.ServicePrincipalsServiceDeleteServicePrincipal(service.NewServicePrincipalsServiceDeleteServicePrincipalParams().
				WithResourceName(of.ResourceName), nil)
			return err
		},
		createKey: func(of *servicePrincipal) (*servicePrincipalKey, string, error) {
			answer, err := client.ServicePrincipalsServiceCreateServicePrincipalKey(service.NewServicePrincipalsServiceCreateServicePrincipalKeyParams().
				WithParentResourceName(of.ResourceName).WithBody(map[string]any{}), nil)
			if err != nil {
				return nil, "", err
			}
			return answer.Payload.Key, answer.Payload.ClientSecret, answer.Payload.Validate(strfmt.Default)
		},
		removeKey: func(of *servicePrincipalKey) error {
			_, err := client.ServicePrincipalsServiceDeleteServicePrincipalKey(service.NewServicePrincipalsServiceDeleteServicePrincipalKeyParams().
				WithResourceName2(of.ResourceName), nil)
			return err
		},
	}
}

// organizationByName names the organization itself in resource names.
func organizationByName(w *walk, client service.ClientService) spelling {
	return spelling{
		scope: "", twin: "2", home: "organization/" + w.org, project: "",
		create: func(name string) (*servicePrincipal, error) {
			body := service.ServicePrincipalsServiceCreateServicePrincipal2Body{Name: name}
			answer, err := client.ServicePrincipalsServiceCreateServicePrincipal2(service.NewServicePrincipalsServiceCreateServicePrincipal2Params().
				WithParentResourceName1("organization/"+w.org).WithBody(body), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Validate(strfmt.Default)
		},
		list: func() ([]*servicePrincipal, error) {
			answer, err := client.ServicePrincipalsServiceListServicePrincipals2(service.NewServicePrincipalsServiceListServicePrincipals2Params().
				WithParentResourceName1("organization/"+w.org), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipals, answer.Payload.Validate(strfmt.Default)
		},
		get: func(of *servicePrincipal) (*servicePrincipal, []*servicePrincipalKey, error) {
			answer, err := client.ServicePrincipalsServiceGetServicePrincipal2(service.NewServicePrincipalsServiceGetServicePrincipal2Params().
				WithResourceName1(of.ResourceName), nil)
			if err != nil {
				return nil, nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Keys, answer.Payload.Validate(strfmt.Default)
		},
		remove: func(of *servicePrincipal) error {
			_, err := client.ServicePrincipalsServiceDeleteServicePrincipal2(service.NewServicePrincipalsServiceDeleteServicePrincipal2Params().
				WithResourceName1(of.ResourceName), nil)
			return err
		},
		createKey: func(of *servicePrincipal) (*servicePrincipalKey, string, error) {
			answer, err := client.ServicePrincipalsServiceCreateServicePrincipalKey2(service.NewServicePrincipalsServiceCreateServicePrincipalKey2Params().
				WithParentResourceName1(of.ResourceName).WithBody(map[string]any{}), nil)
			if err != nil {
				return nil, "", err
			}
			return answer.Payload.Key, answer.Payload.ClientSecret, answer.Payload.Validate(strfmt.Default)
		},
		removeKey: func(of *servicePrincipalKey) error {
			_, err := client.ServicePrincipalsServiceDeleteServicePrincipalKey2(service.NewServicePrincipalsServiceDeleteServicePrincipalKey2Params().
				WithResourceName3(of.ResourceName), nil)
			return err
		},
	}
}

// projectByID has the ids of both in the path, and names service principals by their ids.
func projectByID(w *walk, client service.ClientService) spelling {
	return spelling{
		scope: "Project", twin: "", home: "project/" + w.project, project: w.project,
		create: func(name string) (*servicePrincipal, error) {
			body := service.ServicePrincipalsServiceCreateProjectServicePrincipalBody{Name: name}
			answer, err := client.ServicePrincipalsServiceCreateProjectServicePrincipal(service.NewServicePrincipalsServiceCreateProjectServicePrincipalParams().
				WithOrganizationID(w.org).WithProjectID(w.project).WithBody(body), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Validate(strfmt.Default)
		},
		list: func() ([]*servicePrincipal, error) {
			answer, err := client.ServicePrincipalsServiceListProjectServicePrincipals(service.NewServicePrincipalsServiceListProjectServicePrincipalsParams().
				WithOrganizationID(w.org).WithProjectID(w.project), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipals, answer.Payload.Validate(strfmt.Default)
		},
		get: func(of *servicePrincipal) (*servicePrincipal, []*servicePrincipalKey, error) {
			answer, err := client.ServicePrincipalsServiceGetProjectServicePrincipal(service.NewServicePrincipalsServiceGetProjectServicePrincipalParams().
				WithOrganizationID(w.org).WithProjectID(w.project).WithPrincipalID(of.ID), nil)
			if err != nil {
				return nil, nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Keys, answer.Payload.Validate(strfmt.Default)
		},
		remove: func(of *servicePrincipal) error {
			_, err := client.ServicePrincipalsServiceDeleteProjectServicePrincipal(service.NewServicePrincipalsServiceDeleteProjectServicePrincipalParams().
				WithOrganizationID(w.org).WithProjectID(w.project).WithPrincipalID(of.ID), nil)
			return err
		},
		createKey: func(of *servicePrincipal) (*servicePrincipalKey, string, error) {
			body := service.ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody{PrincipalID: of.ID}
			answer, err := client.ServicePrincipalsServiceCreateProjectServicePrincipalKey(service.NewServicePrincipalsServiceCreateProjectServicePrincipalKeyParams().
				WithOrganizationID(w.org).WithProjectID(w.project).WithBody(body), nil)
			if err != nil {
				return nil, "", err
			}
			return answer.Payload.Key, answer.Payload.ClientSecret, answer.Payload.Validate(strfmt.Default)
		},
		removeKey: func(of *servicePrincipalKey) error {
			_, err := client.ServicePrincipalsServiceDeleteProjectServicePrincipalKey(service.NewServicePrincipalsServiceDeleteProjectServicePrincipalKeyParams().
				WithOrganizationID(w.org).WithProjectID(w.project).WithClientID(of.ClientID), nil)
			return err
		},
	}
}

// organizationByID has only the organization's id in the path.
func organizationByID(w *walk, client service.ClientService) spelling {
	return spelling{
		scope: "Organization", twin: "", home: "organization/" + w.org, project: "",
		create: func(name string) (*servicePrincipal, error) {
			body := service.ServicePrincipalsServiceCreateOrganizationServicePrincipalBody{Name: name}
			answer, err := client.ServicePrincipalsServiceCreateOrganizationServicePrincipal(service.NewServicePrincipalsServiceCreateOrganizationServicePrincipalParams().
				WithOrganizationID(w.org).WithBody(body), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Validate(strfmt.Default)
		},
		list: func() ([]*servicePrincipal, error) {
			answer, err := client.ServicePrincipalsServiceListOrganizationServicePrincipals(service.NewServicePrincipalsServiceListOrganizationServicePrincipalsParams().
				WithOrganizationID(w.org), nil)
			if err != nil {
				return nil, err
			}
			return answer.Payload.ServicePrincipals, answer.Payload.Validate(strfmt.Default)
		},
		get: func(of *servicePrincipal) (*servicePrincipal, []*servicePrincipalKey, error) {
			answer, err := client.ServicePrincipalsServiceGetOrganizationServicePrincipal(service.NewServicePrincipalsServiceGetOrganizationServicePrincipalParams().
				WithOrganizationID(w.org).WithPrincipalID(of.ID), nil)
			if err != nil {
				return nil, nil, err
			}
			return answer.Payload.ServicePrincipal, answer.Payload.Keys, answer.Payload.Validate(strfmt.Default)
		},
		remove: func(of *servicePrincipal) error {
			_, err := client.ServicePrincipalsServiceDeleteOrganizationServicePrincipal(service.NewServicePrincipalsServiceDeleteOrganizationServicePrincipalParams().
				WithOrganizationID(w.org).WithPrincipalID(of.ID), nil)
			return err
		},
		createKey: func(of *servicePrincipal) (*servicePrincipalKey, string, error) {
			body := service.ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody{PrincipalID: of.ID}
			answer, err := client.ServicePrincipalsServiceCreateOrganizationServicePrincipalKey(service.NewServicePrincipalsServiceCreateOrganizationServicePrincipalKeyParams().
				WithOrganizationID(w.org).WithBody(body), nil)
			if err != nil {
				return nil, "", err
			}
			return answer.Payload.Key, answer.Payload.ClientSecret, answer.Payload.Validate(strfmt.Default)
		},
		removeKey: func(of *servicePrincipalKey) error {
			_, err := client.ServicePrincipalsServiceDeleteOrganizationServicePrincipalKey(service.NewServicePrincipalsServiceDeleteOrganizationServicePrincipalKeyParams().
				WithOrganizationID(w.org).WithClientID(of.ClientID), nil)
			return err
		},
	}
}
