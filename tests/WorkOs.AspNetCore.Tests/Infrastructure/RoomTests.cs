using WorkOs.AspNetCore.Tests.Docs;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

[Trait("Room", "Infrastructure")]
public sealed class RoomTests
{
    // Tests of the front door, and of what is no folder of the package.
    private static readonly string[] OtherRooms = ["FrontDoor", "Docs", "PublicApi", "Infrastructure", "Mistakes"];

    [Fact]
    public void Every_test_class_says_which_folder_of_the_package_it_tests()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("src/WorkOs.AspNetCore")).Select(folder => Path.GetFileName(folder)!);
        var rooms = folders.Concat(OtherRooms).ToHashSet(StringComparer.Ordinal);

        var lost = typeof(RoomTests).Assembly.GetTypes()
            .Where(HasTests)
            .Where(type => !RoomsOf(type).Any() || RoomsOf(type).Any(room => !rooms.Contains(room)))
            .Select(type => $"{type.FullName}: [{string.Join(", ", RoomsOf(type))}]");

        Assert.Empty(lost);
    }

    private static bool HasTests(Type type) =>
        !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true));

    private static IEnumerable<string> RoomsOf(Type type) => type.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && attribute.ConstructorArguments[0].Value is "Room")
        .Select(attribute => (string)attribute.ConstructorArguments[1].Value!);
}
