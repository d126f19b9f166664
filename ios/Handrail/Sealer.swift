import CryptoKit
import Foundation
import HandrailModels

/// Seals half-filled forms with a key that is made of the journal's: whoever cannot read the one cannot read the other.
struct Sealer: DraftSealer {
  func seal(_ plain: Data, with key: Data) throws -> Data {
    guard let sealed = try AES.GCM.seal(plain, using: made(of: key)).combined else { throw CryptoKitError.incorrectParameterSize }
    return sealed
  }

  func unseal(_ sealed: Data, with key: Data) throws -> Data {
    try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: made(of: key))
  }

  private func made(of key: Data) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: SymmetricKey(data: key), info: Data("org.handrail.drafts".utf8), outputByteCount: 32)
  }
}
