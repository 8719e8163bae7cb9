// One region of GaOrleans: Event Hubs, storage, AKS, a registry, an identity and its roles, diagnostics. No keys anywhere: shared keys are switched off.
//   az deployment group create -g gaorleans-weu -f deploy/azure/main.bicep -p name=gaowe1
targetScope = 'resourceGroup'

@description('Base of all names: 3 to 11 lower-case letters and digits, unique in Azure.')
@minLength(3)
@maxLength(11)
param name string

param location string = resourceGroup().location

@description('Partitions of the event hub: fixed for good. 32 is the most that Standard has.')
@minValue(1)
@maxValue(1024)
param partitions int = 32

@description('Premium bills capacity, Standard bills throughput units and every million events; docs/operations.md compares them.')
@allowed(['Standard', 'Premium'])
param eventHubsTier string = 'Premium'

@description('Throughput units of Standard (1 to 40) or processing units of Premium (1, 2, 4, 6, 8, 10, 12, 16).')
param eventHubsCapacity int = 1

@description('Hours that events are kept. Bounds how long archiving or an engine may stand still without loss; Standard has at most 168.')
param retentionHours int = 72

@description('Redundancy of the storage account: zones in one region, or a second region as well, readable there.')
@allowed(['Standard_ZRS', 'Standard_RAGZRS'])
param storageRedundancy string = 'Standard_RAGZRS'

param nodeSize string = 'Standard_D8ds_v5'
param nodesMin int = 3
param nodesMax int = 30

@description('Kubernetes namespace and service account of the silos.')
param kubernetesSubject string = 'system:serviceaccount:gaorleans:gaorleans'

var roles = {
  eventHubsSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  eventHubsReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-silos'
  location: location

  resource federated 'federatedIdentityCredentials' = {
    name: 'kubernetes'
    properties: {
      issuer: cluster.properties.oidcIssuerProfile.issuerURL
      subject: kubernetesSubject
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

resource hubs 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: '${name}-hits'
  location: location
  sku: {
    name: eventHubsTier
    tier: eventHubsTier
    capacity: eventHubsCapacity
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    zoneRedundant: true
  }

  resource hits 'eventhubs' = {
    name: 'hits'
    properties: {
      partitionCount: partitions
      retentionDescription: {
        cleanupPolicy: 'Delete'
        retentionTimeInHours: retentionHours
      }
    }

    resource engine 'consumergroups' = {
      name: 'engine'
      properties: { userMetadata: 'delivery to buckets' }
    }

    resource tail 'consumergroups' = {
      name: 'tail'
      properties: { userMetadata: 'what no bucket has saved' }
    }

    resource archive 'consumergroups' = {
      name: 'archive'
      properties: { userMetadata: 'raw hits to blobs' }
    }
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}data'
  location: location
  kind: 'StorageV2'
  sku: { name: storageRedundancy }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    defaultToOAuthAuthentication: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // Against deletion by mistake. Versioning is of no use: blobs never change, and pointers change often.
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource container 'containers' = {
      name: 'gaorleans'
      properties: { publicAccess: 'None' }
    }
  }

  resource tables 'tableServices' = {
    name: 'default'
  }

  // The archive is written once and hardly read. Its manifests are, at every append.
  resource ageing 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'archive-cools'
            type: 'Lifecycle'
            definition: {
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['gaorleans/archive/']
              }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterModificationGreaterThan: 30 }
                  tierToCold: { daysAfterModificationGreaterThan: 90 }
                }
              }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name}images'
  location: location
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: false }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: '${name}-aks'
  location: location
  sku: { name: 'Base', tier: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: name
    disableLocalAccounts: true
    aadProfile: { managed: true, enableAzureRBAC: true }
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    workloadAutoScalerProfile: { keda: { enabled: true } }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
    }
    agentPoolProfiles: [
      {
        name: 'silos'
        mode: 'System'
        vmSize: nodeSize
        osType: 'Linux'
        osSKU: 'AzureLinux'
        availabilityZones: ['1', '2', '3']
        count: nodesMin
        enableAutoScaling: true
        minCount: nodesMin
        maxCount: nodesMax
        upgradeSettings: { maxSurge: '1' }
      }
    ]
    addonProfiles: {
      omsagent: {
        enabled: true
        config: { logAnalyticsWorkspaceResourceID: logs.id }
      }
    }
  }
}

resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hubs.id, identity.id, roles.eventHubsSender)
  scope: hubs
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsSender)
  }
}

resource receives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hubs.id, identity.id, roles.eventHubsReceiver)
  scope: hubs
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsReceiver)
  }
}

resource keepsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, roles.blobContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobContributor)
  }
}

resource keepsTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, roles.tableContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableContributor)
  }
}

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, cluster.id, roles.acrPull)
  scope: registry
  properties: {
    principalId: cluster.properties.identityProfile.kubeletidentity.objectId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}

resource hubsDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: hubs
  properties: {
    workspaceId: logs.id
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource storageDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: storage
  properties: {
    workspaceId: logs.id
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource clusterDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: cluster
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'kube-audit-admin', enabled: true }
      { category: 'cluster-autoscaler', enabled: true }
    ]
  }
}

output clientId string = identity.properties.clientId
output storageAccount string = storage.name
output eventHubsNamespace string = '${hubs.name}.servicebus.windows.net'
output registry string = registry.properties.loginServer
output cluster string = cluster.name
