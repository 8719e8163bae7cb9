// The one address in front of two regions: the first takes everything, the second takes over when the first is disabled. Deployed once, by itself:
//   az deployment group create -g gaorleans-global -f deploy/azure/front-door.bicep -p name=gaorleans primaryHost=weu.example.com secondaryHost=neu.example.com
targetScope = 'resourceGroup'

param name string
param primaryHost string
param secondaryHost string

@description('Which region takes hits and reports. Changed by hand, in the order of deploy/README.md: the regions must never both take hits.')
@allowed(['primary', 'secondary'])
param active string = 'primary'

resource profile 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: name
  location: 'global'
  sku: { name: 'Standard_AzureFrontDoor' }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2024-02-01' = {
  parent: profile
  name: name
  location: 'global'
  properties: { enabledState: 'Enabled' }
}

resource origins 'Microsoft.Cdn/profiles/originGroups@2024-02-01' = {
  parent: profile
  name: 'regions'
  properties: {
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3 }
    healthProbeSettings: { probePath: '/healthz/ready', probeProtocol: 'Https', probeRequestType: 'HEAD', probeIntervalInSeconds: 30 }
  }
}

resource primary 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = {
  parent: origins
  name: 'primary'
  properties: {
    hostName: primaryHost
    originHostHeader: primaryHost
    priority: 1
    weight: 1000
    enabledState: active == 'primary' ? 'Enabled' : 'Disabled'
    enforceCertificateNameCheck: true
  }
}

resource secondary 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = {
  parent: origins
  name: 'secondary'
  properties: {
    hostName: secondaryHost
    originHostHeader: secondaryHost
    priority: 1
    weight: 1000
    enabledState: active == 'secondary' ? 'Enabled' : 'Disabled'
    enforceCertificateNameCheck: true
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: endpoint
  name: 'all'
  properties: {
    originGroup: { id: origins.id }
    supportedProtocols: ['Http', 'Https']
    patternsToMatch: ['/*']
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Enabled'
    linkToDefaultDomain: 'Enabled'
  }
  dependsOn: [primary, secondary]
}

output address string = 'https://${endpoint.properties.hostName}'
