import Foundation
import HandrailModels
import Security

/// The journal's key in the keychain: this device only, readable after the first unlock. Not bound to Face ID or a passcode: a new
/// face would make the journal unreadable.
struct KeychainVault: KeyVault {
  private var query: [CFString: Any] {
    [kSecClass: kSecClassGenericPassword, kSecAttrService: "org.handrail", kSecAttrAccount: "journal"]
  }

  func load() -> KeyAnswer {
    var found: CFTypeRef?
    let status = SecItemCopyMatching(query.merging([kSecReturnData: true]) { _, new in new } as CFDictionary, &found)
    switch status {
    case errSecSuccess: return (found as? Data).map { .key($0) } ?? .unavailable
    case errSecItemNotFound: return .none
    default: return .unavailable
    }
  }

  func save(_ key: Data) throws {
    let attributes: [CFString: Any] = [
      kSecValueData: key, kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
    ]
    var status = SecItemUpdate(query as CFDictionary, attributes as CFDictionary)
    if status == errSecItemNotFound {
      status = SecItemAdd(query.merging(attributes) { _, new in new } as CFDictionary, nil)
    }
    guard status == errSecSuccess else { throw KeychainError(status: status) }
  }
}

struct KeychainError: Error {
  let status: OSStatus
}
